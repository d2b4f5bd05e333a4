import pytest

from bench.result import Result, time_ratio


@pytest.mark.parametrize(
    ("ratio", "target", "met", "text"),
    [
        (0.15, 0.2, True, "P0  a: 0.150 (goal: at most 0.2, met). how"),
        (0.25, 0.2, False, "P0  a: 0.250 (goal: at most 0.2, missed by 25%). how"),
        (0.25, None, None, "P0  a: 0.250. how"),
        (None, 0.2, None, "P0  a: not measured. how"),
    ],
)
def test_a_result_says_whether_its_goal_is_met(ratio, target, met, text):
    result = Result("P0", "a", ratio, target, "how")
    assert result.met is met
    assert str(result) == text


@pytest.mark.parametrize(("ratio", "verdict"), [(0.5, "met"), (0.25, "missed by 50%")])
def test_a_target_may_be_one_to_reach(ratio, verdict):
    result = Result("P0", "a", ratio, 0.5, "how", at_least=True)
    assert f"(goal: at least 0.5, {verdict})" in str(result)


def test_a_ratio_is_ours_over_theirs():
    assert time_ratio(lambda: sum(range(10)), lambda: sum(range(10_000)), calls=5) < 0.5
