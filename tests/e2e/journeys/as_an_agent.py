"""From nothing to the LMS: password, then a code of a real authenticator (`oathtool`)."""

from playwright.sync_api import Page

from portal_app.demo_logins import PASSWORD
from services.demo.agents import SECRET
from tests.e2e.journeys.second_step import app_code
from tests.e2e.screens.lms_customers import CustomersScreen


def log_in_agent(page: Page, email: str = "agent@juniper.example") -> CustomersScreen:
    page.goto("/lms/")
    page.get_by_role("textbox", name="Email").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()
    page.wait_for_url("**/lms/login/verify/**")
    page.get_by_role("textbox", name="Code").fill(app_code(SECRET, email))
    page.get_by_role("button", name="Verify", exact=True).click()
    page.wait_for_url("**/lms/customers/")
    return CustomersScreen(page)
