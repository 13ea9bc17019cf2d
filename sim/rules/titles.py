"""Titles of firms: technology SME, specialised and new (SRDI), little giant, gazelle.

Thresholds are national law and rules of provinces, dated (`sim/data/title_law.yaml`). A title that is not yet law has
thresholds of 0, and nobody holds it. A title is a mark with a rule. It moves nothing by itself; a lever may pay for it.
"""


def intensity(firm):
    """Reported R&D over sales of the year (share)."""
    return firm.rd_year / max(firm.sales_year, 1.0)


def has_register(law):
    """Is there a register of technology SMEs?"""
    return law.tech_sme_staff > 0.0


def within_sme_bounds(firm, staff, assets, law):
    """Is the firm small enough for a technology SME? Staff (persons), sales and assets (yuan), all three."""
    small = staff <= law.tech_sme_staff and assets <= law.tech_sme_assets
    return small and firm.sales_year <= law.tech_sme_sales


def passes_evaluation(firm, law):
    """Does a firm that applies pass the evaluation of technology SMEs? An HNTE does; else by its R&D over sales."""
    return firm.is_rd_active and (firm.is_hnte or intensity(firm) >= law.tech_sme_rd)


def has_srdi(law):
    """Is there a title of SRDI enterprise?"""
    return law.srdi_sales > 0.0


def is_srdi(firm, law):
    """Revenue from a least one, within a medium-sized firm's, R&D from a share of it and from a least sum (yuan)."""
    if not has_srdi(law) or not firm.is_rd_active or firm.rd_year < law.srdi_rd_yuan:
        return False
    return law.srdi_sales <= firm.sales_year <= law.srdi_sales_most and intensity(firm) >= law.srdi_rd


def has_little_giants(law):
    """Is there a title of little giant?"""
    return law.little_giant_sales > 0.0


def little_giant_intensity(sales_year, law):
    """Least R&D over sales of a little giant (share): higher below a revenue (100m yuan)."""
    return law.little_giant_rd_small if sales_year < law.little_giant_large_sales else law.little_giant_rd_large


def is_little_giant(firm, law):
    """An SRDI enterprise that does R&D, with enough revenue, R&D over revenue and invention patents."""
    if not has_little_giants(law) or not firm.is_srdi or not firm.is_rd_active:
        return False
    if firm.sales_year < law.little_giant_sales or firm.patents < law.little_giant_patents:
        return False
    return intensity(firm) >= little_giant_intensity(firm.sales_year, law)


def lacks_only_rd(firm, is_high_tech, law):
    """Is R&D all that an idle technology firm, or one of a high-tech industry, lacks for a little giant?"""
    if not has_little_giants(law) or firm.is_rd_active or not (firm.is_tech_sme or is_high_tech):
        return False
    if firm.patents < law.little_giant_patents:
        return False
    return max(law.srdi_sales, law.little_giant_sales) <= firm.sales_year <= law.srdi_sales_most


def is_gazelle(sales_year, sales_past, law):
    """Mean growth of nominal sales over three years from a rate g, above a base: S >= (1 + g)^3 S3."""
    if law.gazelle_growth <= 0.0:
        return False
    growth = 1.0 + law.gazelle_growth
    return sales_past >= law.gazelle_sales and sales_year >= growth * growth * growth * sales_past


def is_near(firm, hnte_threshold, is_high_tech, margin, law):
    """Is the firm near a title that it does not hold: HNTE, SRDI or little giant?

    margin: share of a threshold from which a firm counts as near; hnte_threshold: 0 where there is no HNTE. An idle
    firm is near when only R&D is missing: a technology firm or a firm of a high-tech industry with the revenue of an
    SRDI enterprise.
    """
    if firm.sales_year < margin * law.srdi_sales:
        return False
    if not firm.is_rd_active and not has_srdi(law):
        return False
    if not firm.is_rd_active:
        return (firm.is_tech_sme or is_high_tech) and firm.sales_year >= law.srdi_sales
    share = intensity(firm)
    if hnte_threshold > 0.0 and not firm.is_hnte and share >= margin * hnte_threshold:
        return True
    if not firm.is_srdi:
        return is_near_srdi(firm, margin, law)
    if not has_little_giants(law) or firm.is_little_giant or firm.sales_year < margin * law.little_giant_sales:
        return False
    return share >= margin * little_giant_intensity(firm.sales_year, law)


def is_near_srdi(firm, margin, law):
    """Does an R&D-active firm reach this share of what an SRDI enterprise needs?"""
    if not has_srdi(law) or firm.sales_year > law.srdi_sales_most or firm.rd_year < margin * law.srdi_rd_yuan:
        return False
    return intensity(firm) >= margin * law.srdi_rd
