"""Later: the mentee applies, learns beside a mentor, is approved, and is asked."""

from playwright.sync_api import Page, expect

from community.mentoring.path.words import CHECKLIST
from community.mentoring.words.quiz import QUESTIONS
from tests.journeys.mentoring.quay import BASE, Story, until_there
from tests.journeys.people import digits


def apply_to_mentor(story: Story) -> None:
    """The statement, the agreement, the quiz, two who vouch, and an authenticator app."""
    page = story.mallow
    page.goto(f"{BASE}/mentoring/path")
    expect(page.get_by_role("main")).to_contain_text("past the first fourteen days")
    page.get_by_role("link", name="Say that you would like to mentor").click()
    page.get_by_role("checkbox", name="I have twelve months").check()
    page.get_by_role("checkbox", name="I have read the agreement").check()
    story.look(page, "applying")
    page.get_by_role("button", name="I would like to mentor").click()
    _pass_quiz(page)
    for who in ("thrift", "tansy"):
        page.get_by_label("Their name in this group").fill(who)
        page.get_by_role("button", name="Ask them").click()
        expect(page.get_by_role("main")).to_contain_text(who)
    for voucher in (story.thrift, story.tansy):
        _vouch(voucher)
    story.look(story.tansy, "vouched")
    _add_an_app(story)
    page.goto(f"{BASE}/mentoring/path")
    expect(page.get_by_role("main")).to_contain_text("2 of 2")
    story.look(page, "path")


def _pass_quiz(page: Page) -> None:
    for asked, answers, good in QUESTIONS.values():
        page.get_by_role("group", name=str(asked)).get_by_label(str(answers[good])).check()
    page.get_by_role("button", name="These are my answers").click()
    expect(page.get_by_role("status")).to_have_text("All four are right.")


def _vouch(page: Page) -> None:
    page.goto("/notices")
    page.get_by_role("link", name="Somebody asks you to speak").first.click()
    page.get_by_role("button", name="I speak for mallow").click()
    expect(page.get_by_role("main")).to_contain_text("You speak for mallow.")


def _add_an_app(story: Story) -> None:
    page = story.mallow
    page.goto(f"{BASE}/mentoring")
    page.get_by_role("link", name="An authenticator app").click()
    key = page.locator(".secret").inner_text()
    story.house.keys["mallow"] = key
    page.get_by_label("Six digits").fill(digits(key, story.ahead))
    page.get_by_role("button", name="Turn it on").click()
    expect(page.get_by_role("main")).to_contain_text("On since")


def learn_beside(story: Story) -> None:
    """A month beside lantern, with a list that they go through; at its end lantern gives their word."""
    page, guide = story.mallow, story.lantern
    page.goto(f"{BASE}/mentoring/path")
    page.get_by_role("group", name="Beside whom").get_by_label("lantern").check()
    page.get_by_role("button", name="Ask them").click()
    expect(page.get_by_role("status")).to_contain_text("Asked.")
    guide.goto("/mentoring")
    guide.get_by_role("link", name="mallow", exact=True).last.click()
    story.look(guide, "asked-to-guide")
    guide.get_by_role("button", name="Yes, beside me").click()
    expect(guide.get_by_text("Gone through together")).to_be_visible()
    page.goto(f"{BASE}/mentoring/path")
    page.get_by_role("link", name="Your list").click()
    for words in CHECKLIST.values():
        page.get_by_label(str(words)).check()
    page.get_by_role("button", name="Keep this").click()
    story.look(page, "month")
    month = page.url
    story.days_pass(30.1)
    story.comes_back(guide, "lantern")
    guide.goto(month)
    guide.get_by_role("button", name="I give my word for them").click()
    expect(guide.get_by_role("main")).to_contain_text("the word was given")


def be_decided_on(story: Story) -> None:
    """heron decides; mallow mentors."""
    page = story.heron
    story.comes_back(page, "heron")
    page.goto(f"{BASE}/mentors")
    story.look(page, "vetting")
    page.get_by_role("button", name="Approve mallow").click()
    expect(page.get_by_role("region", name="Who mentors")).to_contain_text("mallow")
    mentor = story.mallow
    story.comes_back(mentor, "mallow")
    mentor.goto("/notices")
    mentor.get_by_role("link", name="You are a mentor in this group now.").click()
    expect(mentor.get_by_role("main")).to_contain_text("0 of 1 places taken")
    story.look(mentor, "mentor")


def be_asked(story: Story) -> None:
    """thrift, who sat at the same table all along, asks mallow."""
    page = story.thrift
    story.comes_back(page, "thrift")
    page.goto("/mentoring/suggestions")
    page.get_by_role("main").get_by_role("link", name="mallow").click()
    page.get_by_role("checkbox", name="I have read the agreement").check()
    page.get_by_role("button", name="Ask mallow").click()
    expect(page.get_by_text("Open. There is no answer yet.")).to_be_visible()
    mine = story.mallow
    until_there(mine, "/", mine.get_by_role("link", name="Somebody asks you to be their mentor"))
    mine.get_by_role("link", name="Somebody asks you to be their mentor").first.click()
    mine.get_by_role("link", name="thrift").first.click()
    story.look(mine, "asked-as-mentor")
