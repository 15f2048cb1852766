from tests import built


def test_every_link_inside_the_site_leads_to_a_file_and_every_anchor_to_a_place(site, prefix):
    assert built.broken(site, prefix) == []


def test_links_of_the_404_page_hold_from_any_address(site, prefix):
    for link in built.links(built.pages(site)["404.html"]):
        assert link.startswith((prefix, "#", "https://")), link


def test_the_sitemap_names_every_page_a_reader_can_be_sent_to(site, prefix):
    named = (site / "sitemap.xml").read_text().split("<loc>")[1:]
    addresses = {loc.split("</loc>")[0].partition(prefix)[2] for loc in named}
    assert addresses == {built.address(path) for path in built.pages(site)} - {"404.html"}
