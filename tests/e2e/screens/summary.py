"""An account's page: its tabs, the Summary with its charts, the Breakdown."""

from playwright.sync_api import Locator, Page

from tests.e2e.support.patience import PATIENCE_MS


class SummaryScreen:
    def __init__(self, page: Page) -> None:
        self.page = page

    def visit(self, number: str, tab: str = "") -> None:
        self.page.goto(f"/accounts/{number}/{f'?tab={tab}' if tab else ''}")

    def tab(self, name: str) -> Locator:
        return self.page.get_by_role("tab", name=name, exact=True)

    def tabs(self) -> list[str]:
        return self.page.get_by_role("tab").all_inner_texts()

    def panel(self) -> Locator:
        return self.page.get_by_role("tabpanel")

    def fact(self, label: str) -> Locator:
        """The value beside it in the table of facts."""
        row = self.panel().locator("dl > div").filter(has=self.page.get_by_text(label, exact=True))
        return row.get_by_role("definition")

    def paid(self) -> Locator:
        return self.page.get_by_test_id("chart-paid")

    def schedule(self) -> Locator:
        return self.page.get_by_test_id("chart-schedule")

    def hovered(self, chart: Locator) -> Locator:
        """What Plotly says of the place under the pointer."""
        return chart.locator(".hoverlayer")

    def point_at(self, chart: Locator, across: float, down: float = 0.5) -> None:
        """Parts of the chart's width and height."""
        chart.scroll_into_view_if_needed()
        chart.hover()
        chart.locator(".plot :is(.surface, .js-line)").first.wait_for(state="attached")
        box = chart.bounding_box()
        assert box

        def move(x: float, y: float) -> None:
            self.page.mouse.move(box["x"] + box["width"] * x, box["y"] + box["height"] * y)
            self.page.wait_for_timeout(100)

        move(-0.1, -0.1)
        for _ in range(
            PATIENCE_MS // 1000
        ):  # Plotly looks when the pointer moves, once it is there
            move(across - 0.01, down)
            move(across, down)
            if self.is_pointed_at(chart):
                return

    def tap(self, chart: Locator, across: float, down: float) -> None:
        """Once, by a finger."""
        chart.scroll_into_view_if_needed()
        box = chart.bounding_box()
        assert box
        x, y = box["x"] + box["width"] * across, box["y"] + box["height"] * down
        self.page.touchscreen.tap(x, y)

    def go_to_the_first_point(self, chart: Locator) -> None:
        """By the keyboard, in a chart that has the focus."""
        for _ in range(PATIENCE_MS // 1000):
            self.page.keyboard.press("Home")
            self.page.wait_for_timeout(100)
            if self.is_pointed_at(chart):
                return

    def is_pointed_at(self, chart: Locator) -> bool:
        return self.hovered(chart).locator("text").count() > 0


class BreakdownDialog:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.box = page.get_by_role("dialog", name="Breakdown", exact=True)

    def open(self) -> None:
        self.page.get_by_role("button", name="See Breakdown", exact=True).click()
        self.rows().first.wait_for()

    def rows(self) -> Locator:
        """With the head and the totals."""
        return self.box.get_by_role("row")

    def row(self, start: str) -> Locator:
        return self.rows().filter(has=self.page.get_by_role("cell", name=start, exact=True))

    def year(self) -> Locator:
        return self.box.get_by_label("Year", exact=True)

    def turn(self, name: str) -> None:
        self.box.get_by_role("button", name=name, exact=True).click()

    def csv(self) -> str:
        with self.page.expect_download() as download:
            self.box.get_by_role("link", name="Download CSV", exact=True).click()
        return download.value.path().read_text("utf-8-sig")
