"""Close the gaps that leavers left in a block of rows, keeping the order of keys."""


def pack_rows(rows, blank, first, end, moved):
    """Move living rows of `rows[first:end]` to the front of the block, in order; blank the rest.

    blank: an array of one empty row. moved[i] becomes the new place of the i-th row of the block, -1 for one that has
    left. Returns the number of living rows.
    """
    left = 0
    for i in range(first, end):
        if rows[i].alive:
            if first + left != i:
                rows[first + left] = rows[i]
            moved[i - first] = left
            left += 1
        else:
            moved[i - first] = -1
    for i in range(first + left, end):
        rows[i] = blank[0]
    return left


def follow_employers(talent, first, end, moved, quarter, idle):
    """After firms were packed: workers keep their employers; those of a firm that has left are idle from now on."""
    for i in range(first, end):
        worker = talent[i]
        if worker.employer >= 0:
            worker.employer = moved[worker.employer]
            if worker.employer < 0:
                worker.employer = idle
                worker.idle_since = quarter + 1  # when the labour market opens again
