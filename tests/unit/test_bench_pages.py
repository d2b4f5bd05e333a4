"""What the browser benchmarks make of what they are told."""

import pytest

from bench.answers import ratio
from bench.quality import of_page
from bench.result import Result
from bench.transfer import Sent, weight
from bench.visits import Audit, middle, parsed


def report(performance: float | None = 0.98, lcp: float = 900.0) -> dict:
    audits = {
        "largest-contentful-paint": {"numericValue": lcp, "score": 0.9},
        "total-blocking-time": {"numericValue": 12.0, "score": 1},
        "cumulative-layout-shift": {"numericValue": 0.002, "score": 1},
        "label": {"score": 0},
        "not-applicable": {"score": None},
        "advice": {"score": 0},
    }
    refs = [
        {"id": "label", "weight": 7},
        {"id": "not-applicable", "weight": 7},
        {"id": "advice", "weight": 0},
    ]
    return {
        "audits": audits,
        "categories": {
            "performance": {"score": performance, "auditRefs": [{"id": "label", "weight": 1}]},
            "accessibility": {"score": 0.93, "auditRefs": refs},
        },
    }


def test_an_audit_is_read_from_lighthouses_report():
    assert parsed(report()) == Audit(
        {"performance": 98, "accessibility": 93}, 900.0, 12.0, 0.002, ("label",)
    )


def test_a_page_that_could_not_be_judged_is_no_audit():
    with pytest.raises(ValueError, match="no trace"):
        parsed({"runtimeError": {"message": "no trace"}})


def test_the_middle_of_several_audits():
    runs = [parsed(report(0.9, 1000)), parsed(report(0.99, 800)), parsed(report(None, 900))]
    assert middle(runs).scores["performance"] == pytest.approx(94.5)
    assert middle(runs).lcp == 900


def test_search_engines_judge_public_pages_only():
    audit = parsed(report())
    assert [one.name for one in of_page("log-in", audit)][3] == "log-in, seo"
    assert not [one for one in of_page("accounts page", audit) if "seo" in one.name]


@pytest.mark.parametrize(("score", "met"), [(96, False), (97, True), (100, True)])
def test_a_score_is_a_floor(score: float, met: bool):
    assert Result("P3", "a", score, 97, "how", at_least=True).met is met


def test_the_weight_of_a_page_leaves_pictures_and_fonts_out():
    sent = [Sent("Document", 5), Sent("Script", 10), Sent("Font", 99), Sent("Other", 99)]
    assert weight([*sent, Sent("Stylesheet", 1)]) == 16


def test_clicks_are_compared_round_by_round():
    ours = [[1.0, 2.0, 9.0], [2.0, 2.0, 2.0], [50.0, 50.0, 50.0]]
    theirs = [[4.0, 4.0, 4.0], [4.0, 4.0, 4.0], [50.0, 50.0, 50.0]]
    assert ratio(ours, theirs) == 0.5
