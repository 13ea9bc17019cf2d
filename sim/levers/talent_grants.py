"""Talent grants: a city pays for projects of top talent who come, and of local teams who stay.

Enters      the utility of a place for highly skilled workers (the personal part); money for R&D of the employer (the
            project, as any project grant: steps.projects)
Reaches     workers above a skill whose employer applies: an institute, or a firm that the office has reached; top
            grants those who came from elsewhere, team grants those who stay; movers only as far as posts are open
Paid by     the prefecture, from its S&T money, split over its counties by their budgets
Evidence    E91: gains in eastern and key cities, none in central, western or other cities; E90, E93 for location
Not here    how little a weak county gains: it follows from the posts that it has and the firms its office reaches;
            what a project is worth to its county: it depends on what the employer lacked, on its staff and its R&D
"""


def pool(law):
    """Grant money of a prefecture and year (yuan)."""
    return law.annual_budget_prefecture


def for_top_talent(law):
    """What top talent may get of it (yuan)."""
    return min(law.annual_budget_prefecture, law.top_grants_per_year * law.grant_top)


def is_skilled(skill, law):
    """Is the worker among those whom a grant is for? skill: thousandths of the mean worker's."""
    return law.annual_budget_prefecture > 0.0 and skill >= 1000.0 * law.least_skill


def face(is_top, law):
    """The grant of one project (yuan)."""
    if is_top:
        return law.grant_top
    return law.grant_team


def personal_part(yuan, law):
    """What of a grant goes to its holder (yuan); the rest is the project's."""
    return yuan * law.personal_share


def personal(yuan, law):
    """What the holder has of a grant in a year (yuan a year), while it lasts."""
    return yuan * law.personal_share / max(law.years, 1.0)
