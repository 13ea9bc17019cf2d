"""University-county pairing: the province gives each county a partner institute; the county pays joint projects.

Enters      rules.contracts.search_cost, as a cut of the cost of finding the partner; the institute's time for service,
            which joint projects use and which the county's firms may use when time for contracts has run out
Reaches     firms of the county with a contract at hand
Paid by     the county, from its S&T envelope, to the institute; an institute without free time does no project
Evidence    none for pairing; cooperation with public science where it was supported by cluster policy, E150
Not here    any gain in contracts or R&D: the firm still chooses its institute, and whether the contract pays
"""


def pool(law):
    """Money of a county and year for joint projects (yuan)."""
    return law.pairs_per_county * law.joint_projects_per_pair_per_year * law.project_cost


def pairs(yuan, law):
    """Pairs of a county with this money (yuan) for projects; without money a pair is a paper and does not count."""
    if yuan <= 0:
        return 0
    return int(law.pairs_per_county)


def suitability(share_of_firms, near, n_pairs):
    """How well an institute suits a county: (share of its firms in the institute's field + 0.1) * nearness, shared
    among the counties that it serves already. The form is assumed."""
    return (share_of_firms + 0.1) * near / (1.0 + n_pairs)
