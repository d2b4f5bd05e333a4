"""The look: plain elements with the classes of `assets/styles`. README.md lists them.

Nothing here knows a state: values, vars and handlers come as arguments.
"""

from components.ui.badge import Tone, badge, tile
from components.ui.button import (
    aside_button,
    button,
    button_link,
    expander,
    icon_button,
    link,
    text_button,
)
from components.ui.card import article_card, card, topic_card, well
from components.ui.chart import (
    drawing,
    ends,
    legend,
    legend_dot,
    legend_line,
    line_name,
    live_chart,
    mark,
    plane,
    ring,
    side_by_side,
    slice_of,
    stroke,
    tick,
)
from components.ui.checkbox import bare_checkbox, checkbox
from components.ui.code_entry import code_entry
from components.ui.copyable import copy_button, copyable, scannable
from components.ui.countdown import countdown
from components.ui.curves import curves
from components.ui.dialog import actions, dialog, dialog_end, focus_here
from components.ui.downloads import downloads, file_button, file_link, menu_file
from components.ui.empty import empty_state, failed_state
from components.ui.field import Kind, amount_input, field, field_error, password_field
from components.ui.file_field import file_field
from components.ui.fold import fold
from components.ui.form import form, native_form
from components.ui.icon import icon
from components.ui.layout import (
    awaited,
    columns,
    grow,
    heading,
    prose,
    row,
    screen_reader,
    stack,
    text,
)
from components.ui.lists import item, item_list, list_code, plain_list
from components.ui.menu import menu, menu_action, menu_button, menu_group, menu_link
from components.ui.meter import password_meter
from components.ui.method_card import method_card, method_cards
from components.ui.money import figure, figures, hero_amount, money
from components.ui.notice import live, notice, targeted_notice
from components.ui.page_header import page_header
from components.ui.pages import page_links, pages
from components.ui.place import only_at
from components.ui.progress import progress
from components.ui.radio_cards import radio_card, radio_cards
from components.ui.reading import disclosure, lines, picture, typed_text
from components.ui.record import details_link, record, record_actions, record_lead
from components.ui.rows import definition, definition_rows, fact, facts
from components.ui.search_box import search_box
from components.ui.select import bare_select, option, select
from components.ui.skeleton import loading, skeleton_cards, skeleton_line, skeleton_rows
from components.ui.sure import sure_dialog
from components.ui.swatch import swatch
from components.ui.table import Column, row_below, scrolling, table
from components.ui.tabs import tab, tab_link, tab_list, tab_panel
from components.ui.text_area import text_area
from components.ui.until import until
from components.ui.upload_box import upload_box
from components.ui.viewer import shown_pdf, shown_picture

STYLESHEETS = ["/styles"]
"""For `rx.App(stylesheets=…, reset_style=False)`; `/brand.css` comes after it, over HTTP."""

__all__ = [
    "STYLESHEETS",
    "Column",
    "Kind",
    "Tone",
    "actions",
    "amount_input",
    "article_card",
    "aside_button",
    "awaited",
    "badge",
    "bare_checkbox",
    "bare_select",
    "button",
    "button_link",
    "card",
    "checkbox",
    "code_entry",
    "columns",
    "copy_button",
    "copyable",
    "countdown",
    "curves",
    "definition",
    "definition_rows",
    "details_link",
    "dialog",
    "dialog_end",
    "disclosure",
    "downloads",
    "drawing",
    "empty_state",
    "ends",
    "expander",
    "fact",
    "facts",
    "failed_state",
    "field",
    "field_error",
    "figure",
    "figures",
    "file_button",
    "file_field",
    "file_link",
    "focus_here",
    "fold",
    "form",
    "grow",
    "heading",
    "hero_amount",
    "icon",
    "icon_button",
    "item",
    "item_list",
    "legend",
    "legend_dot",
    "legend_line",
    "line_name",
    "lines",
    "link",
    "list_code",
    "live",
    "live_chart",
    "loading",
    "mark",
    "menu",
    "menu_action",
    "menu_button",
    "menu_file",
    "menu_group",
    "menu_link",
    "method_card",
    "method_cards",
    "money",
    "native_form",
    "notice",
    "only_at",
    "option",
    "page_header",
    "page_links",
    "pages",
    "password_field",
    "password_meter",
    "picture",
    "plain_list",
    "plane",
    "progress",
    "prose",
    "radio_card",
    "radio_cards",
    "record",
    "record_actions",
    "record_lead",
    "ring",
    "row",
    "row_below",
    "scannable",
    "screen_reader",
    "scrolling",
    "search_box",
    "select",
    "shown_pdf",
    "shown_picture",
    "side_by_side",
    "skeleton_cards",
    "skeleton_line",
    "skeleton_rows",
    "slice_of",
    "stack",
    "stroke",
    "sure_dialog",
    "swatch",
    "tab",
    "tab_link",
    "tab_list",
    "tab_panel",
    "table",
    "targeted_notice",
    "text",
    "text_area",
    "text_button",
    "tick",
    "tile",
    "topic_card",
    "typed_text",
    "until",
    "upload_box",
    "well",
]
