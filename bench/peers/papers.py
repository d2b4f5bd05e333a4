"""Peers of the statements: the same words on the same paper, by reportlab or weasyprint.

`papers.py reportlab|weasyprint FILE`: FILE holds a JSON list of papers. For each line on standard
input all of them are made, and the processor seconds that it took are printed.
"""

import html
import io
import json
import sys
import time


def by_reportlab(paper: dict) -> bytes:
    from reportlab.lib import colors
    from reportlab.lib.pagesizes import letter
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

    styles = getSampleStyleSheet()
    normal, heading, title = styles["BodyText"], styles["Heading2"], styles["Heading1"]
    lines = TableStyle(
        [
            ("LINEBELOW", (0, 0), (-1, -1), 0.4, colors.lightgrey),
            ("ALIGN", (-1, 0), (-1, -1), "RIGHT"),
            ("FONTSIZE", (0, 0), (-1, -1), 9),
        ]
    )

    def facts(rows: list) -> Table:
        cells = [[one["label"], one["value"]] for one in rows]
        return Table(cells, colWidths=[350, 150], style=lines)

    def figures(table: dict) -> Table:
        rows = [table["head"], *table["rows"], *([table["total"]] if table["total"] else [])]
        cells = [[Paragraph(html.escape(cell), normal) for cell in row] for row in rows]
        return Table(cells, style=lines, repeatRows=1)

    story = [Paragraph(html.escape(paper["lender"]["name"]), normal)]
    story += [Paragraph(html.escape(name), normal) for name in paper["to"]]
    story += [Paragraph(html.escape(paper["title"]), title), Paragraph(paper["about"], normal)]
    story += [Paragraph(paper["due_title"], heading), facts(paper["due"])]
    for one in paper["warnings"]:
        words = f"<b>{html.escape(one['heading'])}</b> {html.escape(one['words'])}"
        story += [Paragraph(words, normal)]
        if one["table"]:
            story += [figures(one["table"])]
    story += [Paragraph(html.escape(paper["counseling"]), normal)]
    for part in paper["parts"]:
        if part["heading"]:
            story += [Paragraph(html.escape(part["heading"]), heading)]
        story += [Paragraph(html.escape(words), normal) for words in part["paragraphs"]]
        if part["facts"]:
            story += [facts(part["facts"])]
        if part["table"]:
            story += [figures(part["table"])]
        story += [Spacer(1, 6)]
    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=letter, title=paper["title"]).build(story)
    return out.getvalue()


STYLE = """@page { size: letter; margin: 54pt; @bottom-right { content: counter(page) } }
body { font: 9pt sans-serif } h1 { font-size: 16pt } h2 { font-size: 10.5pt }
table { width: 100%; border-collapse: collapse } td, th { border-bottom: 0.4pt solid #ccc;
padding: 3pt 0; text-align: left } td:last-child, th:last-child { text-align: right }
.due { background: #e2eae8; border-radius: 8pt; padding: 10pt }"""


def by_weasyprint(paper: dict) -> bytes:
    from weasyprint import HTML

    text = html.escape

    def row(cells: list, tag: str = "td") -> str:
        return "<tr>" + "".join(f"<{tag}>{text(cell)}</{tag}>" for cell in cells) + "</tr>"

    def facts(rows: list) -> str:
        return f"<table>{''.join(row([one['label'], one['value']]) for one in rows)}</table>"

    def figures(table: dict) -> str:
        rows = [*table["rows"], *([table["total"]] if table["total"] else [])]
        head = f"<thead>{row(table['head'], 'th')}</thead>"
        return f"<table>{head}<tbody>{''.join(map(row, rows))}</tbody></table>"

    body = [f"<p>{text(paper['lender']['name'])}</p>"]
    body += [f"<p>{text(name)}</p>" for name in paper["to"]]
    body += [f"<h1>{text(paper['title'])}</h1><p>{text(paper['about'])}</p><div class=due>"]
    body += [f"<h2>{text(paper['due_title'])}</h2>{facts(paper['due'])}"]
    for one in paper["warnings"]:
        body += [f"<p><b>{text(one['heading'])}</b> {text(one['words'])}</p>"]
        body += [figures(one["table"])] if one["table"] else []
    body += [f"<p>{text(paper['counseling'])}</p></div>"]
    for part in paper["parts"]:
        body += [f"<h2>{text(part['heading'])}</h2>"] if part["heading"] else []
        body += [f"<p>{text(words)}</p>" for words in part["paragraphs"]]
        body += [facts(part["facts"])] if part["facts"] else []
        body += [figures(part["table"])] if part["table"] else []
    page = f"<html lang=en><title>{text(paper['title'])}</title><style>{STYLE}</style><body>"
    made = HTML(string=page + "".join(body)).write_pdf(pdf_variant="pdf/ua-1")
    assert made
    return made


def main() -> None:
    make = {"reportlab": by_reportlab, "weasyprint": by_weasyprint}[sys.argv[1]]
    with open(sys.argv[2]) as file:
        papers = json.load(file)
    make(papers[0])  # imports and fonts
    print("ready", flush=True)
    for _line in sys.stdin:
        start = time.process_time()
        for paper in papers:
            make(paper)
        print(time.process_time() - start, flush=True)


if __name__ == "__main__":
    main()
