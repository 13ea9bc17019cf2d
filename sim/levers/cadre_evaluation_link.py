"""Link to the appraisal of officials: a county's rank in the published index counts when its leaders are appraised.

Enters      pressure of the published rank on counties (steps.transfers.press): the weight in the appraisal adds to
            what a rank weighs anyway
Reaches     every county while the index is published, the more the lower its rank; nothing without an index
Paid by     nobody: an appraisal is held anyway. The survey behind the index is paid for by its own lever
Evidence    E130, E131: relative scores and targets move effort, and part of it goes into reports (E170)
Not here    a better result: the county works, spends and reports more for what is scored, and the rest follows
"""


def weight_of_rank(usual, law):
    """What the last rank in the index weighs, as a prize over a county's S&T money (share): usual + appraisal."""
    return usual + law.weight_in_appraisal
