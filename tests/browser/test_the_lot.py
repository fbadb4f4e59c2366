"""The lot on the pages: committed to in the hall before voting, checked by every phone for itself after publication."""

import hashlib
import json
import re

from playwright.async_api import Page, expect

from tests.browser.conftest import HALL, PHONE, TABLET, Tabs
from tests.browser.rounds import Chamber, a_chamber, begin, cast, mark_all, receipt_of
from tests.services import Json, Service

KEPT = "() => Object.keys(localStorage).filter((name) => name.endsWith(':lot'))"


def sha(text: str) -> str:
    """Say what anybody makes of a text."""
    return hashlib.sha256(text.encode()).hexdigest()


async def a_draft(chamber: Chamber) -> Json:
    """Prepare a round whose ties are parted by lot."""
    reply = await chamber.chair.act(
        "prepare_round", method="across_regions", slate=chamber.slate, rules={"secrecy": "recorded", "tie_rule": "lot"}
    )
    return dict(reply["round"])


async def unfold(phone: Page) -> None:
    """Open the lot under the list."""
    await phone.goto(phone.url.partition("#")[0])
    await phone.locator(".outcome:visible [data-lot] summary").click()


async def test_the_lot_is_shown_when_it_matters_and_every_phone_finds_its_own_number(
    service: Service, tabs: Tabs
) -> None:
    """Text and code in the hall before the opening, small while it is open; then the text; then seed and check.

    Holds R156, R157.
    """
    async with a_chamber(service) as chamber:
        phone = await tabs.join(PHONE, chamber.kit, "AF", chamber.page)
        screen = await tabs.enter(HALL, chamber.kit, "screen", f"screen/{chamber.room['id']}")
        podium = await tabs.enter(TABLET, chamber.kit, "chair", f"podium/{chamber.room['id']}")
        shown = screen.locator(".hall-lot")
        await expect(screen.locator("[data-hall]")).to_have_attribute("data-picture", "idle")
        await expect(shown).to_be_hidden()
        round_ = await a_draft(chamber)
        commitment = round_["lot"]["commitment"]
        await expect(shown).to_contain_text(commitment)
        await expect(shown.locator("img")).to_have_js_property("complete", value=True)
        prepared = await shown.locator("img").evaluate("(one) => [one.naturalWidth, one.getBoundingClientRect().width]")
        await chamber.chair.act("open_round", round_id=round_["id"])
        await expect(shown).to_have_attribute("data-stage", "open")
        await expect(shown).to_contain_text(commitment)
        small = await shown.locator("img").evaluate("(one) => one.getBoundingClientRect().width")
        assert prepared[0] > 0
        assert prepared[1] > small > 0
        await begin(phone)
        await mark_all(phone, "for")
        await cast(phone)
        await expect(receipt_of(phone)).to_be_visible()
        (name,) = await phone.evaluate(KEPT)
        kept = json.loads(await phone.evaluate("(name) => localStorage.getItem(name)", name))
        assert kept["commitment"] == commitment
        await chamber.close(round_)
        await expect(shown).to_have_attribute("data-stage", "closed")
        nonce = re.sub(".*:", "", " ".join((await shown.inner_text()).split())).strip()
        assert sha(nonce) == commitment, "what is shown once it is closed is what had been committed to"
        await chamber.publish(round_)
        seed = sha(nonce + sha(sha(kept["nonce"]) + "\n"))
        await expect(shown).to_contain_text(seed)
        await screen.keyboard.press("5")
        for said in (seed, nonce, "numbers from phones: 1"):
            await expect(shown).to_contain_text(said, ignore_case=True)

        lot = podium.locator("[data-lot]")
        await lot.locator("summary").click()
        for said in (seed, nonce, commitment, "nonces_hash", "in this order"):
            await expect(lot).to_contain_text(said)
        await unfold(phone)
        lot = phone.locator(".outcome:visible [data-lot]")
        for said in (seed, nonce, commitment, "The number that your phone sent is in the lot"):
            await expect(lot).to_contain_text(said)
        why = phone.locator(".result details.why").first
        await why.locator("summary").click()
        await expect(why).to_contain_text("The number that your phone sent is in the lot")
        plain = await tabs.open(
            PHONE, phone.url, java_script_enabled=False, storage_state=await phone.context.storage_state()
        )
        await expect(plain.locator(".outcome [data-lot] li").first).to_contain_text(seed)


async def test_a_phone_whose_number_is_not_in_the_lot_says_so_and_what_to_do(service: Service, tabs: Tabs) -> None:
    """Its ballot was changed on another device; another lot than was committed to is told apart. Holds R157."""
    async with a_chamber(service) as chamber:
        phone = await tabs.join(PHONE, chamber.kit, "AF", chamber.page)
        round_ = await a_draft(chamber)
        await chamber.chair.act("open_round", round_id=round_["id"])
        await begin(phone)
        await mark_all(phone, "for")
        await cast(phone)
        await expect(receipt_of(phone)).to_be_visible()
        (name,) = await phone.evaluate(KEPT)
        kept = json.loads(await phone.evaluate("(name) => localStorage.getItem(name)", name))
        other = {**kept, "nonce": "it-was-sent-and-replaced"}
        await chamber.close(round_)
        await chamber.publish(round_)
        lot = phone.locator(".outcome:visible [data-lot]")
        for changed, said in (
            (other, "is not in the lot"),
            ({**kept, "commitment": "0" * 64}, "Tell the chair"),
            ({"commitment": kept["commitment"]}, "has kept no number"),
        ):
            put = "([name, text]) => localStorage.setItem(name, text)"
            await phone.evaluate(put, [name, json.dumps(changed)])
            await phone.reload()
            await unfold(phone)
            await expect(lot).to_contain_text(said)
            if changed == other:
                await expect(lot).to_contain_text("it-was-sent-and-replaced")
