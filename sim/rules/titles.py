"""Titles of firms: technology SME, specialised and new (SRDI), little giant, gazelle.

Thresholds stand in calibration/priors.yaml. A title is a mark with a rule. It moves nothing by itself; a lever may
pay for it.
"""


def intensity(firm):
    """Reported R&D over sales of the year (share)."""
    return firm.rd_year / max(firm.sales_year, 1.0)


def within_sme_bounds(firm, staff, assets, belief):
    """Is the firm small enough for a technology SME? Staff (persons), sales and assets (yuan), all three."""
    small = staff <= belief.tech_sme_staff and assets <= belief.tech_sme_assets
    return small and firm.sales_year <= belief.tech_sme_sales


def passes_evaluation(firm, belief):
    """Does a firm that applies pass the evaluation of technology SMEs? An HNTE does; else by its R&D over sales."""
    return firm.is_rd_active and (firm.is_hnte or intensity(firm) >= belief.tech_sme_rd)


def is_srdi(firm, belief):
    """Revenue from 10m yuan, within a medium-sized firm's, and R&D from 1.5 % of it (Jilin 2021)."""
    large_enough = belief.srdi_sales <= firm.sales_year <= belief.srdi_largest
    return large_enough and firm.is_rd_active and intensity(firm) >= belief.srdi_rd


def little_giant_intensity(sales_year, belief):
    """Least R&D over sales of a little giant (share): higher below 100m yuan of revenue."""
    return belief.little_giant_rd_small if sales_year < 100e6 else belief.little_giant_rd_large


def is_little_giant(firm, belief):
    """An SRDI enterprise that does R&D, with revenue from 50m yuan, R&D from 6 % (3 % from 100m), two patents."""
    if not firm.is_srdi or not firm.is_rd_active or firm.sales_year < belief.little_giant_sales:
        return False
    enough = intensity(firm) >= little_giant_intensity(firm.sales_year, belief)
    return enough and firm.patents >= belief.little_giant_patents


def is_gazelle(sales_year, sales_past, belief):
    """Mean growth of nominal sales over three years from 20 % a year, above a base (5m yuan): S >= (1 + g)^3 S3."""
    growth = 1.0 + belief.gazelle_growth
    return sales_past >= belief.gazelle_sales and sales_year >= growth * growth * growth * sales_past


def is_near(firm, hnte_threshold, is_high_tech, margin, belief):
    """Is the firm near a title that it does not hold: HNTE, SRDI or little giant?

    margin: share of a threshold from which a firm counts as near; hnte_threshold: 0 where there is no HNTE. An idle
    firm is near when only R&D is missing: a technology SME or a firm of a high-tech industry with the revenue of an
    SRDI enterprise.
    """
    if firm.sales_year < margin * belief.srdi_sales:
        return False
    if not firm.is_rd_active:
        return (firm.is_tech_sme or is_high_tech) and firm.sales_year >= belief.srdi_sales
    share = intensity(firm)
    if hnte_threshold > 0.0 and not firm.is_hnte and share >= margin * hnte_threshold:
        return True
    if not firm.is_srdi:
        return firm.sales_year <= belief.srdi_largest and share >= margin * belief.srdi_rd
    if firm.is_little_giant or firm.sales_year < margin * belief.little_giant_sales:
        return False
    return share >= margin * little_giant_intensity(firm.sales_year, belief)
