"""A real browser at the pages: windows in any zone, size and scheme, and what they show."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

PATIENCE = 10_000
"""Milliseconds that a page may take to show something."""

CONTRAST = """() => {
  const lum = c => { const l = c.slice(0, 3).map(v => { v /= 255;
    return v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; });
    return .2126 * l[0] + .7152 * l[1] + .0722 * l[2]; };
  const read = s => { const m = s.match(/[\\d.]+/g).map(Number);
    return [m[0], m[1], m[2], m.length > 3 ? m[3] : 1]; };
  const over = (top, under) => [0, 1, 2].map(i => top[i] * top[3] + under[i] * (1 - top[3]));
  const canvas = matchMedia('(prefers-color-scheme: dark)').matches ? [18, 18, 18] : [255, 255, 255];
  const ground = el => { const up = [];
    for (let e = el; e; e = e.parentElement) up.push(read(getComputedStyle(e).backgroundColor));
    return up.reverse().reduce((under, top) => over(top, under), canvas); };
  const ratio = (a, b) => { const [x, y] = [lum(a), lum(b)].sort((p, q) => q - p);
    return (x + .05) / (y + .05); };
  const seen = el => { const b = el.getBoundingClientRect(), s = getComputedStyle(el);
    return b.width > 1 && b.height > 1 && b.right > 0 && s.visibility === 'visible' && s.opacity !== '0'; };
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const el = walk.currentNode.parentElement, text = walk.currentNode.data.trim();
    if (!text || !seen(el) || ['OPTION', 'OPTGROUP', 'SCRIPT'].includes(el.tagName)) continue;
    const under = ground(el), ink = over(read(getComputedStyle(el).color), under);
    found.push([ratio(ink, under), text.slice(0, 40)]);
  }
  for (const el of document.querySelectorAll('input, select, textarea')) {
    if (!seen(el) || ['radio', 'checkbox', 'hidden'].includes(el.type)) continue;
    const under = ground(el), ink = over(read(getComputedStyle(el).color), under);
    found.push([ratio(ink, under), `what is written in ${el.name}`]);
    const edge = over(read(getComputedStyle(el).borderTopColor), ground(el.parentElement));
    found.push([ratio(edge, ground(el.parentElement)) * 1.5, `the edge of ${el.name}`]);
  }
  return found;
}"""
"""Contrast of every text that is seen against what is under it (WCAG 2.2, 1.4.3); edges of
fields need 3 instead of 4.5 (1.4.11), so theirs count half as much again."""

FLAWS = """() => {
  const flaws = [];
  const shown = el => el.checkVisibility() && !el.closest('[aria-hidden=true]');
  for (const el of document.querySelectorAll('input, select, textarea')) {
    if (el.type === 'hidden' || !shown(el)) continue;
    const name = el.getAttribute('aria-label') || [...(el.labels || [])].map(l => l.innerText).join('');
    if (!name.trim()) flaws.push(`no label: ${el.name}`);
    const told = el.getAttribute('aria-describedby');
    if (told && !document.getElementById(told)) flaws.push(`describes nothing: ${el.name}`);
  }
  for (const el of document.querySelectorAll('a, button, summary')) {
    if (shown(el) && !(el.innerText || el.getAttribute('aria-label') || '').trim())
      flaws.push(`no name: ${el.outerHTML.slice(0, 60)}`);
  }
  for (const el of document.querySelectorAll('button, select, textarea, summary, label.time, .step[href], a.button, input:not([type=hidden], [type=radio], [type=checkbox])')) {
    const box = el.getBoundingClientRect();
    if (shown(el) && box.height < 44) flaws.push(`${box.height} px high: ${el.outerHTML.slice(0, 60)}`);
  }
  for (const el of document.querySelectorAll('fieldset'))
    if (shown(el) && !el.querySelector('legend')?.innerText.trim()) flaws.push('a group without a name');
  const ids = [...document.querySelectorAll('[id]')].map(el => el.id);
  for (const id of ids) if (ids.indexOf(id) !== ids.lastIndexOf(id)) flaws.push(`two with the id ${id}`);
  if (document.querySelectorAll('h1').length !== 1) flaws.push('not one headline');
  if (document.querySelectorAll('main').length !== 1) flaws.push('not one main part');
  if (!document.documentElement.lang) flaws.push('no language');
  if (!document.title.trim()) flaws.push('no title');
  let level = 1;
  for (const el of document.querySelectorAll('h1, h2, h3, h4')) {
    if (+el.tagName[1] > level + 1) flaws.push(`a headline skips a level: ${el.innerText}`);
    level = +el.tagName[1];
  }
  return flaws;
}"""
"""What people who listen to a page, or touch it, would stumble over."""

FOCUS = """() => {
  const el = document.activeElement;
  if (!el || el === document.body) return null;
  const drawn = e => { const s = getComputedStyle(e), b = e.getBoundingClientRect();
    return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2 && b.right > 0 && b.bottom > 0
      && b.left < innerWidth && b.top < innerHeight; };
  const near = el.type === 'radio' && el.nextElementSibling;
  const inside = el.type === 'date' && !el.matches(':focus-visible');  // a sign of the browser's own
  return [`${el.tagName.toLowerCase()} ${el.name || el.innerText.trim().slice(0, 30)}`,
          drawn(el) || inside || Boolean(near && drawn(near))];
}"""
"""What has the focus, and whether that is drawn inside the window."""

AT_HOME = """() => { const shown = document.getElementById('tz');
  return !shown || new URLSearchParams(location.search).has('tz')
    || shown.value === Intl.DateTimeFormat().resolvedOptions().timeZone; }"""
"""Whether times are shown in the zone of this window, or in one that was asked for."""


@dataclass
class Window:
    """One window of one visitor. `strange` collects requests to other places and complaints of
    the browser: errors of scripts, what the content policy stopped."""

    page: Any
    address: str
    script: bool = True
    scheme: str = "light"
    strange: list[str] = field(default_factory=list)

    async def open(self, path: str) -> int:
        """Go to an address; returns the status."""
        answer = await self.page.goto(path if "://" in path else self.address + path)
        await self.settled()
        return int(answer.status)

    async def settled(self) -> None:
        """Wait until the page is there; also that of the zone to which its own script leads."""
        await self.page.wait_for_load_state("load")
        if self.script and await self.page.locator("script").count():
            await self.page.wait_for_function(AT_HOME)
            await self.page.wait_for_load_state("load")

    async def text(self) -> str:
        """What can be read on the page."""
        return str(await self.page.inner_text("body"))

    async def times(self) -> dict[str, str]:
        """What is offered: start → its time as shown."""
        found = await self.page.evaluate(
            "() => [...document.querySelectorAll('input[name=start]')]"
            ".map(el => [el.value, el.parentElement.innerText.trim()])"
        )
        return dict(found)

    async def days(self) -> dict[str, str]:
        """What is offered: start → the headline of its day."""
        found = await self.page.evaluate(
            "() => [...document.querySelectorAll('input[name=start]')]"
            ".map(el => [el.value, el.closest('fieldset').querySelector('legend').innerText.trim()])"
        )
        return dict(found)

    async def choose(self, start: str) -> None:
        """Choose a time as one does with a mouse."""
        await self.page.locator(f'label:has(input[value="{start}"])').first.click()

    async def press(self, words: str) -> None:
        """Press the button or the heading with these words, and wait for where that leads."""
        found = self.page.get_by_text(words, exact=True)
        if await found.evaluate("el => el.tagName") == "SUMMARY":
            await found.click()
            return
        async with self.page.expect_navigation():
            await found.click()
        await self.settled()

    async def overflow(self) -> int:
        """By how many pixels the page is wider than its window."""
        return int(
            await self.page.evaluate(
                "() => Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)"
                " - innerWidth"
            )
        )


class Chromium:
    """One browser for a module of tests."""

    def __init__(self, browser: Any) -> None:
        self._browser = browser

    @asynccontextmanager
    async def window(
        self,
        address: str,
        zone: str = "Europe/Berlin",
        *,
        size: tuple[int, int] = (1280, 800),
        dark: bool = False,
        script: bool = True,
    ) -> AsyncIterator[Window]:
        """A window of its own: no cookie of any other. Nothing strange may have happened in it."""
        context = await self._browser.new_context(
            timezone_id=zone,
            locale="en-GB",
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
            reduced_motion="reduce",
        )
        context.set_default_timeout(PATIENCE)
        page = await context.new_page()
        here = Window(page, address, script, "dark" if dark else "light")
        place = urlsplit(address).netloc

        def asked(request: Any) -> None:
            if urlsplit(request.url).netloc != place:
                here.strange.append(f"asks {request.url}")

        def said(message: Any) -> None:
            if message.type in ("error", "warning") and "status of 4" not in message.text:
                here.strange.append(message.text)

        page.on("request", asked)
        page.on("console", said)
        page.on("pageerror", lambda error: here.strange.append(str(error)))
        try:
            yield here
        finally:
            await context.close()
        assert here.strange == []


@asynccontextmanager
async def chromium() -> AsyncIterator[Chromium]:
    """Debian's browser, without a screen."""
    from playwright.async_api import async_playwright

    async with async_playwright() as player:
        browser = await player.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        try:
            yield Chromium(browser)
        finally:
            await browser.close()
