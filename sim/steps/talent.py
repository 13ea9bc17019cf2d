"""R&D workers arrive, move, leave, are hired and let go."""

from math import exp

from sim.agents.talent import IDLE, MOVED, RETURNEE
from sim.engine.luck import agent_key, luck, luck_key, normal, poisson, rounded
from sim.levers.gov_purchase_of_talent_services import is_bought
from sim.levers.talent_grants import is_skilled
from sim.levers.title_evaluation_reform import pay_rise
from sim.rules.labour import (
    AGE,
    CONSIDERS_MOVING,
    DESTINATION,
    FIRST_IN_LINE,
    GRADUATES,
    LEAVES_PROFESSION,
    POSTS,
    RETIRES,
    SKILL,
    grant_pull,
    leaving_rate,
    next_usual,
    next_wage,
    own_wage,
    tightness_of,
    wage_trend,
    wanted_staff,
)
from sim.steps.allowances import (
    begin_allowance,
    graduates_brought,
    hold_places,
    places_are_counted_anew,
    pull_of_places,
    review,
)
from sim.steps.joint_training import students_graduate
from sim.steps.matching import matched, posts_are_listed
from sim.steps.moving import chosen, housing_follows, weigh_destinations


def talent_is_announced(lanes, counties):
    """How many R&D workers arrive in each county: graduates, and newcomers drawn by posts that stayed open."""
    for lane in lanes:
        key = luck_key(lane.seed, GRADUATES, lane.quarter)
        workforce = 0.0
        for c in range(lane.first_county, lane.end_county):
            workforce += counties[c].n_workforce
        for c in range(lane.first_county, lane.end_county):
            county = counties[c]
            mean = lane.belief.graduates * workforce * county.share_graduates
            if not lane.channel_mobility:  # schools then serve their own county
                mean = lane.belief.graduates * county.n_workforce
            mean += lane.belief.supply_response * county.n_unfilled
            u = luck(key, county.key)
            county.n_arriving = poisson(u, mean) + county.n_returnee_workers
            county.n_arriving += graduates_brought(lane, county, mean, u) + students_graduate(lane, county)


def talent_moves(lanes, prefectures, counties, firms, talent, institutes, destinations, purses, ledger):
    """Newcomers arrive; some retire or give up; a share looks elsewhere and goes where the lot of utility falls."""
    for lane in lanes:
        arrive(lane, counties, talent)
        for c in range(lane.first_county, lane.end_county):
            housing_follows(lane, counties[c])
        weigh_destinations(lane, counties, destinations)
        posts_are_listed(lane, counties)
        retires = luck_key(lane.seed, RETIRES, lane.quarter)
        gives_up = luck_key(lane.seed, LEAVES_PROFESSION, lane.quarter)
        considers = luck_key(lane.seed, CONSIDERS_MOVING, lane.quarter)
        destination = luck_key(lane.seed, DESTINATION, lane.quarter)
        share_moving = lane.belief.mobility * lane.channel_mobility
        attachment = exp(lane.belief.home_attachment)
        for i in range(lane.first_talent, lane.end_talent):
            worker = talent[i]
            if not worker.alive:
                continue
            county = counties[lane.first_county + worker.county]
            gone = luck(retires, worker.key) < leaving_rate(lane.given.year - worker.born, lane.belief)
            is_paid = worker.allowance_until > lane.quarter
            if worker.employer == IDLE and lane.quarter - worker.idle_since >= 4 and not is_paid:
                gone = gone or luck(gives_up, worker.key) < lane.belief.leaves_profession
            place = worker.county
            if not gone and worker.employer == IDLE and is_bought(lane.law.gov_purchase_of_talent_services):
                place = matched(lane, worker, prefectures, counties, destinations, purses, ledger)
            if place != worker.county:
                move(lane, worker, place, counties)
            elif not gone and luck(considers, worker.key) < share_moving:
                stay = attachment * pull_of_places(lane, county, worker)
                if worker.grant > 0 and lane.quarter < worker.grant_until:
                    wage = own_wage(county.skilled_wage, worker.skill)
                    stay *= grant_pull(1000.0 * worker.grant, wage, lane.belief.location_elasticity)
                offers = 0.0
                if is_skilled(worker.skill, lane.law.talent_grants):
                    offers = counties[lane.end_county - 1].offers
                u = luck(destination, worker.key)
                place = chosen(lane, worker.county, u, stay, offers, counties, destinations)
                if place == worker.county:
                    continue
                quit_post(lane, worker, firms, institutes)
                if place < 0:
                    worker.alive = 0
                    county.n_talent_left += lane.stands_for
                else:
                    move(lane, worker, place, counties)
            elif gone:
                quit_post(lane, worker, firms, institutes)
                county.n_talent_left += lane.stands_for
                worker.alive = 0


def move(lane, worker, place, counties):
    """A worker without a post goes to live in another county."""
    counties[lane.first_county + worker.county].n_talent_left += lane.stands_for
    counties[lane.first_county + place].n_talent_arrived += lane.stands_for
    worker.county = place
    worker.origin = MOVED
    worker.came = lane.quarter
    worker.allowance_until = 0


def arrive(lane, counties, talent):
    """Fill new rows, county by county, in the order of keys."""
    skill = luck_key(lane.seed, SKILL, 0)
    age = luck_key(lane.seed, AGE, 0)
    spread = lane.belief.skill_spread
    for c in range(lane.first_county, lane.end_county):
        county = counties[c]
        for slot in range(county.n_arriving):
            worker = talent[lane.end_talent]
            worker.key = agent_key(c - lane.first_county, lane.quarter, slot)
            worker.alive = 1
            worker.county = c - lane.first_county
            worker.employer = IDLE
            worker.idle_since = lane.quarter
            worker.came = lane.quarter
            if slot < county.n_graduates_paid:
                begin_allowance(lane, worker)
            if slot >= county.n_arriving - county.n_returnee_workers:
                worker.origin = RETURNEE
            draw = exp(spread * normal(luck(skill, worker.key)) - 0.5 * spread * spread)
            worker.skill = int(min(3000.0, max(300.0, 1000.0 * draw)) + 0.5)
            years = lane.belief.newcomer_age_range * luck(age, worker.key)
            worker.born = lane.given.year - int(lane.belief.newcomer_age) - int(years)
            lane.end_talent += 1
        county.n_talent_arrived += county.n_arriving * lane.stands_for


def quit_post(lane, worker, firms, institutes):
    """Leave the present employer, if any."""
    if worker.employer >= 0:
        firm = firms[lane.first_firm + worker.employer]
        firm.n_rd_workers -= 1
        firm.skill_sum -= worker.skill
        firm.titled_skill -= worker.skill * worker.titled
    elif worker.employer <= -2:
        institute = institutes[lane.first_institute - 2 - worker.employer]
        institute.n_rd_workers -= 1
        institute.skill_sum -= worker.skill
        institute.titled_skill -= worker.skill * worker.titled
    worker.employer = IDLE
    worker.idle_since = lane.quarter
    worker.grant = 0
    worker.housed = 0
    worker.titled = 0


def firms_hire(lanes, counties, firms, talent, institutes, line, line_start):
    """The county's labour market for R&D workers: posts, hiring in turn, wages by tightness."""
    for lane in lanes:
        posts = luck_key(lane.seed, POSTS, 0)
        for i in range(lane.first_firm, lane.end_firm):
            firm = firms[i]
            if firm.alive:
                wage = counties[lane.first_county + firm.county].skilled_wage
                wage *= 1.0 + pay_rise(firm.titled_skill, firm.skill_sum, lane.law.title_evaluation_reform)
                wanted = wanted_staff(4.0 * firm.rd, lane.belief.rd_labour_share, wage)
                agents = wanted * firm.stands_for / lane.stands_for
                firm.n_needed = rounded(luck(posts, firm.key), agents)
                # one post more or less is kept: staff is not let go for the noise of a quarter
                firm.to_release = max(0, firm.n_rd_workers - firm.n_needed - 1)
        for k in range(lane.first_institute, lane.end_institute):
            institutes[k].to_release = max(0, institutes[k].n_rd_workers - institutes[k].n_needed - 1)
        release(lane, counties, firms, talent, institutes, line)
        open_lines(lane, counties, firms, institutes, line, line_start)
        take_on(lane, counties, firms, talent, institutes, line, line_start)
        trend = wage_trend(lane.belief, lane.given)
        for c in range(lane.first_county, lane.end_county):
            county = counties[c]
            tightness = tightness_of(county.n_unfilled, county.n_idle, county.n_workforce)
            if lane.given.years < 1.0:
                county.usual_tightness += 0.25 * tightness
                usual = tightness
            else:
                usual = county.usual_tightness
                county.usual_tightness = next_usual(usual, tightness, lane.belief)
            county.skilled_wage = next_wage(
                county.skilled_wage,
                county.skilled_wage_2012 * trend,
                county.skilled_wage_2012 * lane.wage_trend_before,
                tightness,
                usual,
                lane.belief,
            )
        lane.wage_trend_before = trend


def release(lane, counties, firms, talent, institutes, line):
    """Workers of closed firms and surplus staff lose their posts; the county's idle workers are counted.

    `line`, not yet in use, first marks the firms that let anybody go: few do, and workers need not look at the rest.
    """
    for i in range(lane.first_firm, lane.end_firm):
        line[i] = 0
        if not firms[i].alive or firms[i].to_release > 0:
            line[i] = 1
    for c in range(lane.first_county, lane.end_county):
        counties[c].n_idle = 0
        counties[c].n_workforce = 0
        places_are_counted_anew(lane, counties[c])
    for i in range(lane.first_talent, lane.end_talent):
        worker = talent[i]
        if not worker.alive:
            continue
        county = counties[lane.first_county + worker.county]
        county.n_workforce += 1
        if worker.employer >= 0:
            if line[lane.first_firm + worker.employer]:
                firm = firms[lane.first_firm + worker.employer]
                if not firm.alive or firm.to_release > 0:
                    firm.to_release = max(0, firm.to_release - 1)
                    quit_post(lane, worker, firms, institutes)
        elif worker.employer <= -2:
            institute = institutes[lane.first_institute - 2 - worker.employer]
            if institute.to_release > 0:
                institute.to_release -= 1
                quit_post(lane, worker, firms, institutes)
        if worker.employer == IDLE:
            worker.grant = 0  # held with the post; closed firms' workers lose theirs here
            worker.titled = 0
            county.n_idle += 1
        if worker.came > 0:
            hold_places(lane, county, worker)
        if worker.titled or county.titles_free > 0:
            review(lane, county, worker, firms, institutes)


def open_lines(lane, counties, firms, institutes, line, line_start):
    """Employers with open posts, county by county: `line[line_start[c] : line_start[c] + n]`, n in county.n_vacant.

    An employer is its firm's row in the lane, or -2 - k for institute k; institutes come first.
    """
    for c in range(lane.first_county, lane.end_county):
        counties[c].n_vacant = 0
    for k in range(lane.first_institute, lane.end_institute):
        if institutes[k].n_rd_workers < institutes[k].n_needed:
            counties[lane.first_county + institutes[k].county].n_vacant += 1
    for i in range(lane.first_firm, lane.end_firm):
        if firms[i].alive and firms[i].n_rd_workers < firms[i].n_needed:
            counties[lane.first_county + firms[i].county].n_vacant += 1
    at = lane.first_firm + lane.first_institute
    for c in range(lane.first_county, lane.end_county):
        line_start[c] = at
        at += counties[c].n_vacant
        counties[c].n_vacant = 0
    for k in range(lane.first_institute, lane.end_institute):
        if institutes[k].n_rd_workers < institutes[k].n_needed:
            c = lane.first_county + institutes[k].county
            line[line_start[c] + counties[c].n_vacant] = -2 - (k - lane.first_institute)
            counties[c].n_vacant += 1
    for i in range(lane.first_firm, lane.end_firm):
        if firms[i].alive and firms[i].n_rd_workers < firms[i].n_needed:
            c = lane.first_county + firms[i].county
            line[line_start[c] + counties[c].n_vacant] = i - lane.first_firm
            counties[c].n_vacant += 1


def take_on(lane, counties, firms, talent, institutes, line, line_start):
    """Idle workers, in the order of their keys, are taken on one by one by the employers in turn.

    The turn begins at an employer drawn by lot; an employer without open posts leaves the line, the last takes its
    place. `n_unfilled` counts the posts left open (talent agents).
    """
    first = luck_key(lane.seed, FIRST_IN_LINE, lane.quarter)
    for c in range(lane.first_county, lane.end_county):
        counties[c].turn = int(luck(first, counties[c].key) * counties[c].n_vacant)
    for i in range(lane.first_talent, lane.end_talent):
        worker = talent[i]
        if not worker.alive or worker.employer != IDLE:
            continue
        c = lane.first_county + worker.county
        county = counties[c]
        if county.n_vacant == 0:
            continue
        if county.turn >= county.n_vacant:
            county.turn = 0
        at = line_start[c] + county.turn
        worker.employer = line[at]
        county.n_idle -= 1
        if worker.employer >= 0:
            left = hire(firms[lane.first_firm + worker.employer], worker)
        else:
            left = hire(institutes[lane.first_institute - 2 - worker.employer], worker)
        if left > 0:
            county.turn += 1
        else:
            county.n_vacant -= 1
            line[at] = line[line_start[c] + county.n_vacant]
    for c in range(lane.first_county, lane.end_county):
        county = counties[c]
        county.n_unfilled = 0
        for k in range(line_start[c], line_start[c] + county.n_vacant):
            if line[k] >= 0:
                county.n_unfilled += open_posts(firms[lane.first_firm + line[k]])
            else:
                county.n_unfilled += open_posts(institutes[lane.first_institute - 2 - line[k]])


def hire(employer, worker):
    """Take a worker on; returns the posts still open."""
    employer.n_rd_workers += 1
    employer.skill_sum += worker.skill
    return open_posts(employer)


def open_posts(employer):
    """Posts wanted and not filled (talent agents)."""
    return max(0, employer.n_needed - employer.n_rd_workers)
