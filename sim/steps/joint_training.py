"""Schools and employers of a county train students together; they graduate some years later."""

from sim.agents.government import JOINT_TRAINING_POOL, LONGEST_TRAINING
from sim.engine.ledger import JOINT_TRAINING, PREFECTURE_PURSE, PREFECTURE_REVENUE, REST_OF_WORLD, whole
from sim.engine.luck import luck, luck_key, rounded
from sim.levers.education_industry_integration import graduates_in, students
from sim.levers.support import government_pays, take
from sim.rules.labour import JOINTLY_TRAINED


def students_are_enrolled(lanes, prefectures, counties, purses, ledger):
    """First quarter: as many students as posts stayed open last year, as far as the county's part of the money goes."""
    for lane in lanes:
        law = lane.law.education_industry_integration
        for c in range(lane.first_county, lane.end_county):
            county = counties[c]
            if county.prefecture_part[JOINT_TRAINING_POOL] <= 0:
                continue
            posts = float(county.n_unfilled * lane.stands_for)
            enrolled = students(posts, float(county.prefecture_part[JOINT_TRAINING_POOL]), law)
            prefecture = prefectures[lane.first_prefecture + county.prefecture]
            yuan = take(prefecture, JOINT_TRAINING_POOL, whole(enrolled * law.cost_per_student))
            level, revenue = PREFECTURE_PURSE, PREFECTURE_REVENUE
            government_pays(level, revenue, REST_OF_WORLD, yuan, c, purses, ledger, JOINT_TRAINING)
            county.yuan_fiscal_st += yuan
            county.in_training[graduates_in(lane.given.year, law) % LONGEST_TRAINING] += enrolled


def students_graduate(lane, county):
    """Newcomers from joint training (agents): those who graduate this year, in the third quarter."""
    if lane.given.season != 3:
        return 0
    place = int(lane.given.year) % LONGEST_TRAINING
    persons = county.in_training[place]
    county.in_training[place] = 0.0
    if persons <= 0.0:
        return 0
    lot = luck(luck_key(lane.seed, JOINTLY_TRAINED, lane.given.year), county.key)
    return rounded(lot, persons / lane.stands_for)
