"""The verbs that publish: what stops leaves nothing that could be published."""

import json
import re
import shutil
import subprocess
import sys

import pytest
import yaml

from macros import config, smoke
from tests import built
from tests.builds import ROOT, copy_second

# Verbs that build, and the folder of each.
BUILDS = {"build": "site", "zensical": "site-zensical"}
KILLED = """

def write(folder, site):
    import os, signal
    os.kill(os.getpid(), signal.SIGKILL)
"""


def make(folder, verb):
    """Call a verb of the Makefile in a folder, with what runs these tests."""
    venv = sys.prefix
    # What is installed is not installed again.
    old = [f"--assume-old={venv}/{stamp}" for stamp in (".site", ".dev")]
    command = ["make", *old, f"VENV={venv}", verb]
    return subprocess.run(
        command,
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """The sources of the small second site, and the verbs."""
    folder = tmp_path_factory.mktemp("small")
    settings = copy_second(folder)
    # yaml cannot write what it has read of the environment.
    settings["site_dir"] = "SITE_DIR"
    text = yaml.safe_dump(settings, sort_keys=False)
    text = text.replace("site_dir: SITE_DIR", "site_dir: !ENV [SITE_DIR, site]")
    (folder / "mkdocs.yml").write_text(text)
    shutil.copy(ROOT / "Makefile", folder)
    return folder


@pytest.mark.parametrize("verb", BUILDS)
def test_a_build_that_is_killed_leaves_nothing_that_could_be_published(small, tmp_path, verb):
    folder = tmp_path / "guide"
    shutil.copytree(small, folder)
    site = folder / BUILDS[verb]
    done = make(folder, verb)
    assert done.returncode == 0, done.stdout
    assert all(page.all("meta", name="referrer") for page in built.pages(site).values())
    with (folder / "macros/exports.py").open("a") as file:
        file.write(KILLED)
    assert make(folder, verb).returncode != 0
    assert not site.exists()


def test_any_guide_can_be_published_by_the_verb_and_not_with_a_dead_link(small):
    done = make(small, "publish")
    assert done.returncode == 0, done.stdout
    assert "site/ can be published at http://127.0.0.1:8000/the-new-place/" in done.stdout
    header = small / "overrides/components/page/footer.html"
    header.write_text(header.read_text() + '<a href="gone/">x</a>')
    done = make(small, "publish")
    assert done.returncode != 0
    assert "day/index.html: gone/ leads nowhere." in done.stdout


def test_this_guide_can_be_published(site):
    assert smoke.wrong(site, config.load(ROOT)) == []


def test_the_look_over_this_guide_sees_its_numbers(site, tmp_path):
    copy = tmp_path / "site"
    shutil.copytree(site, copy)
    settings = config.load(ROOT)
    page = copy / smoke.file_of(settings.help["page"])
    page.write_text(page.read_text().replace("tel:116123", "tel:116132"))
    told = smoke.wrong(copy, settings)
    assert any(line.endswith("calls tel:116132.") for line in told), told
    assert any("116 123 stands in `help.paper`" in line for line in told), told


def test_the_bill_of_materials_has_every_locked_package_with_its_hashes_and_no_time(tmp_path):
    [recipe] = re.findall(
        r"\$\(PY\) -m (cyclonedx_py .*) --output-file", (ROOT / "Makefile").read_text()
    )
    bills = []
    for name in "ab":
        command = [sys.executable, "-m", *recipe.split(), "--output-file", str(tmp_path / name)]
        subprocess.run(command, cwd=ROOT, check=True)
        bills.append((tmp_path / name).read_text())
    assert bills[0] == bills[1]
    bill = json.loads(bills[0])
    locked = re.findall(r"(?m)^([\w.-]+)==(\S+)", (ROOT / "requirements.txt").read_text())
    assert {(each["name"], each["version"]) for each in bill["components"]} == set(locked)
    assert all(each["externalReferences"][0]["hashes"] for each in bill["components"])
    assert "serialNumber" not in bill and "timestamp" not in bill["metadata"]
    assert str(ROOT) not in bills[0]


def test_the_site_is_published_by_one_workflow_which_waits_for_no_suite():
    workflows = {
        file.name: yaml.load(file.read_text(), Loader=yaml.BaseLoader)
        for file in (ROOT / ".github/workflows").glob("*.yml")
    }
    runs = {
        name: [step.get("run", "") for job in flow["jobs"].values() for step in job["steps"]]
        for name, flow in workflows.items()
    }
    assert [name for name in runs if any("make publish" in run for run in runs[name])] == [
        "deploy.yml"
    ]
    assert not [run for run in runs["deploy.yml"] if ".ci/run" in run or "make test" in run]
    for kind in ("pull_request", "push"):
        names = [n for n, f in workflows.items() if kind in f["on"] and "bash .ci/run" in runs[n]]
        assert names == ["check.yml"], kind
    assert all(flow["permissions"] == {} for flow in workflows.values())
