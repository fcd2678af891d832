"""What the tests share: a browser, and a page that shows figures."""

from __future__ import annotations

import os

import pytest


def pytest_addoption(parser):
    parser.addoption("--full", action="store_true", help="also what takes long: real notebooks, real trainings by the clock")


def pytest_configure(config):
    config.addinivalue_line("markers", "full: takes long; runs with --full")
    config.addinivalue_line("markers", "chromium: needs a browser, whose program CHROMIUM names")


def pytest_collection_modifyitems(config, items):
    if config.getoption("--full"):
        return
    for item in items:
        if item.get_closest_marker("full"):
            item.add_marker(pytest.mark.skip(reason="runs with --full"))


@pytest.fixture(scope="session")
def chromium():
    """Chromium, as the project's tests start it."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        options = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
        browser = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=options)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium):
    page = chromium.new_page(viewport={"width": 1000, "height": 900})
    yield page
    page.close()


@pytest.fixture
def host(page, monkeypatch):
    """A page for figures; whatever it complains about or asks the network for fails the test."""
    import comm

    from host import Comm, Host

    Comm.sent = []
    monkeypatch.setattr(comm, "create_comm", Comm)
    host = Host(page)
    yield host
    assert host.complaints == []
    assert host.asked_for == []
