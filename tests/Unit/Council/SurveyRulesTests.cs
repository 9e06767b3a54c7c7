using Gezhi.Council.Suggestions;
using Gezhi.Council.Surveys;
using Gezhi.Platform.Problems;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Council;

/// <summary>Who sees which question, which answers fit, and that no few people can be reckoned from what is told.</summary>
public sealed class SurveyRulesTests
{
    private static readonly IReadOnlyList<Question> Asked =
    [
        new()
        {
            Key = "s",
            Kind = QuestionKind.Section,
            Words = "先问几句",
        },
        new()
        {
            Key = "q1",
            Kind = QuestionKind.Single,
            Words = "来过吗",
            IsRequired = true,
            Options = SurveyForm.Lines("来过\n没有", []),
        },
        new()
        {
            Key = "q2",
            Kind = QuestionKind.Multiple,
            Words = "来做什么",
            Least = 1,
            Most = 2,
            Options = SurveyForm.Lines("看书\n下棋\n唱歌", []),
            OnlyIf = new ShowIf("q1", "1"),
        },
        new()
        {
            Key = "q3",
            Kind = QuestionKind.Text,
            Words = "唱什么",
            IsRequired = true,
            OnlyIf = new ShowIf("q2", "3"),
        },
        new()
        {
            Key = "q4",
            Kind = QuestionKind.Scale,
            Words = "满意吗",
            Points = 5,
        },
        new()
        {
            Key = "q5",
            Kind = QuestionKind.Matrix,
            Words = "分项",
            IsRequired = true,
            Rows = SurveyForm.Lines("灯\n椅", []),
            Options = SurveyForm.Lines("好\n坏", []),
        },
    ];

    private static Dictionary<string, string[]> Said(params (string Field, string Value)[] said) =>
        said.GroupBy(s => s.Field, s => s.Value).ToDictionary(g => g.Key, g => g.ToArray());

    private static Dictionary<string, string[]> Whole(params (string Field, string Value)[] more) =>
        Said([("q1", "2"), ("q5.1", "1"), ("q5.2", "2"), .. more]);

    private static IReadOnlyDictionary<string, string[]> Errors(Dictionary<string, string[]> given) =>
        Should.Throw<InvalidInput>(() => SurveyForm.Accept(Asked, given)).Errors;

    [Fact]
    public void What_hangs_on_an_answer_is_asked_only_of_those_who_gave_it_down_the_chain()
    {
        SurveyForm.Shown(Asked, Said(("q1", "2"), ("q2", "3"))).ShouldNotContain("q3", "q2 is not shown, whatever stands in it");
        SurveyForm.Shown(Asked, Said(("q1", "1"), ("q2", "3"))).ShouldContain("q3");
        var kept = SurveyForm.Accept(Asked, Whole(("q2", "3"), ("q3", "民歌"), ("q4", "4")));
        kept.Keys.ShouldBe(["q1", "q4", "q5.1", "q5.2"], ignoreOrder: true, "what was filled in under a hidden question does not count");
    }

    [Fact]
    public void Each_answer_that_does_not_fit_is_refused_at_its_own_question()
    {
        var missing = Errors(Said(("q5.1", "1")));
        missing["a-q1"].ShouldBe(["survey.required"]);
        missing["a-q5.2"].ShouldBe(["survey.required"]);
        missing.ContainsKey("a-q5.1").ShouldBeFalse();
        Errors(Whole(("q4", "6")))["a-q4"].ShouldBe(["survey.option"]);
        Errors(Whole(("q4", "1"), ("q4", "2")))["a-q4"].ShouldBe(["survey.one-only"]);
        Errors(Whole(("q99", "1")))["a-q99"].ShouldBe(["survey.option"]);
        var came = Said(
            ("q1", "1"),
            ("q5.1", "1"),
            ("q5.2", "1"),
            ("q2", "1"),
            ("q2", "2"),
            ("q2", "3"),
            ("q3", new string('长', 100_000))
        );
        var much = Errors(came);
        much["a-q2"].ShouldBe(["survey.too-many"]);
        came["q2"] = ["3"];
        Errors(came)["a-q3"].ShouldBe(["input.too-long"]);
        came["q3"] = ["  "];
        Errors(came)["a-q3"].ShouldBe(["survey.required"], "blanks are no answer");
        came["q3"] = ["<script>alert(1)</script>"];
        SurveyForm.Accept(Asked, came)["q3"].ShouldBe(["<script>alert(1)</script>"], "kept as words; the page writes it as words");
    }

    [Fact]
    public void A_condition_must_look_back_to_an_answer_that_there_is()
    {
        SurveyForm.CheckAll(Asked);
        Should.Throw<RuleViolation>(() => SurveyForm.CheckAll([Asked[0]])).Code.ShouldBe("survey.no-questions");
        Should.Throw<RuleViolation>(() => SurveyForm.CheckAll([Asked[2], Asked[1]])).Code.ShouldBe("survey.condition");
        Should
            .Throw<RuleViolation>(() => SurveyForm.CheckAll([Asked[1], Asked[2] with { OnlyIf = new ShowIf("q1", "9") }]))
            .Code.ShouldBe("survey.condition");
        SurveyForm.Read(SurveyForm.Write(Asked)).Select(q => q.OnlyIf).ShouldBe(Asked.Select(q => q.OnlyIf));
        SurveyForm.CheckAll(Satisfaction.Questions);
    }

    [Fact]
    public void Words_of_options_keep_their_keys_when_lines_are_moved_or_added()
    {
        var before = SurveyForm.Lines("甲\n乙", []);
        var after = SurveyForm.Lines("丙\n乙\r\n\n甲", before);
        after.Select(o => (o.Key, o.Words)).ShouldBe([("3", "丙"), ("2", "乙"), ("1", "甲")]);
        Should
            .Throw<InvalidInput>(() => SurveyForm.Check(Asked[1] with { Options = [new("1", "同"), new("2", "同")] }))
            .Errors["Options"]
            .ShouldBe(["survey.same-lines"]);
    }

    [Fact]
    public void Each_question_is_counted_on_its_own_ground()
    {
        List<IReadOnlyDictionary<string, string[]>> all = [];
        for (var i = 0; i < 10; i++)
            all.Add(i < 6 ? Said(("q1", "1"), ("q2", "1"), ("q2", i < 2 ? "2" : "1"), ("q4", $"{i}")) : Said(("q1", "2"), ("q4", "5")));
        all[0] = Said(("q1", "1")); // came and answered nothing else
        var told = SurveyTally.Of(Asked, all, isAnonymous: false).ToDictionary(t => t.Of.Key);
        (told["q1"].Shown, told["q1"].Answered).ShouldBe((10, 10));
        (told["q2"].Shown, told["q2"].Answered).ShouldBe((6, 5));
        told["q2"].Cells.Select(c => c.Count).ShouldBe([5, 1, 0]);
        told["q4"].Answered.ShouldBe(9);
        told["q4"].Mean!.Value.ShouldBe((1 + 2 + 3 + 4 + 5 + (4 * 5)) / 9.0);
        told["q4"].Median.ShouldBe(5);
        told["q3"].Shown.ShouldBe(0);
    }

    [Fact]
    public void Of_an_anonymous_one_nothing_is_told_of_which_a_few_can_be_reckoned()
    {
        List<IReadOnlyDictionary<string, string[]>> Of(int yes, int no, int maybe) =>
            [
                .. Enumerable.Repeat<IReadOnlyDictionary<string, string[]>>(Said(("q1", "1"), ("q2", "a"), ("q4", "1")), yes),
                .. Enumerable.Repeat<IReadOnlyDictionary<string, string[]>>(Said(("q1", "2"), ("q4", "5")), no),
                .. Enumerable.Repeat<IReadOnlyDictionary<string, string[]>>(Said(("q1", "3"), ("q4", "3")), maybe),
            ];
        IReadOnlyList<Question> three =
        [
            new()
            {
                Key = "q1",
                Kind = QuestionKind.Single,
                Words = "一",
                Options = SurveyForm.Lines("是\n否\n说不清", []),
            },
            new()
            {
                Key = "q2",
                Kind = QuestionKind.Text,
                Words = "为什么",
                OnlyIf = new ShowIf("q1", "1"),
            },
            new()
            {
                Key = "q4",
                Kind = QuestionKind.Scale,
                Words = "几分",
                Points = 5,
            },
        ];
        var few = SurveyTally.Of(three, Of(4, 20, 9), true);
        few[0].Cells.Count(c => !c.IsShown).ShouldBeGreaterThan(1, "one hidden number is the sum less the others");
        few[0].Cells[0].ShouldSatisfyAllConditions(c => c.IsShown.ShouldBeFalse(), c => c.Count.ShouldBe(0));
        few[1].IsHeldBack.ShouldBeTrue("how many saw it is how many said yes");
        few[1].Texts.ShouldBeEmpty();
        (few[2].Mean, few[2].Median).ShouldBe((null, null), "with n they give away what is hidden");
        var many = SurveyTally.Of(three, Of(8, 20, 9), true);
        many[0].Cells.ShouldAllBe(c => c.IsShown);
        many[1].Texts.Count.ShouldBe(8);
        (many[2].Mean!.Value, many[2].Median).ShouldBe(
            ((8 + (20 * 5) + (9 * 3)) / 37.0, 5.0),
            "no number is held back, so the mean is told"
        );
        SurveyTally.Of(three, Of(2, 1, 1), true).ShouldAllBe(t => t.IsHeldBack && t.Answered == 0 && t.Shown == 0);
        SurveyTally.Of(three, Of(2, 1, 1), false).ShouldAllBe(t => !t.IsPart);
    }

    [Theory]
    [InlineData(10, 10, 7)]
    [InlineData(30, 28, 6)]
    [InlineData(12, 3, 12)]
    public void Where_several_may_be_chosen_those_who_did_not_are_no_smaller_group_either(int answered, int first, int second)
    {
        Question[] asked =
        [
            new()
            {
                Key = "q",
                Kind = QuestionKind.Multiple,
                Words = "选",
                Options = SurveyForm.Lines("甲\n乙", []),
            },
        ];
        var all = Enumerable
            .Range(0, answered)
            .Select(i => Said([.. i < first ? new[] { ("q", "1") } : [], .. i < second ? new[] { ("q", "2") } : []]))
            .ToList<IReadOnlyDictionary<string, string[]>>();
        var n = all.Count(a => a.Count > 0);
        foreach (var cell in SurveyTally.Of(asked, all, true)[0].Cells.Where(c => c.IsShown))
        {
            cell.Count.ShouldBeGreaterThanOrEqualTo(SurveyTally.Few);
            (n - cell.Count).ShouldSatisfyAllConditions(rest => (rest == 0 || rest >= SurveyTally.Few).ShouldBeTrue());
        }
    }

    [Fact]
    public void Numbers_of_people_in_what_is_written_get_stars()
    {
        ReadSurveys
            .Masked("打我电话 15400012345，身份证 410103199001011234")
            .ShouldSatisfyAllConditions(t => t.ShouldNotContain("15400012345"), t => t.ShouldNotContain("19900101"));
        Alike.Of("小区的路灯坏了晚上看不见", "路灯坏了，晚上看不见路").ShouldBeGreaterThan(Alike.Enough);
        Alike.Of("小区的路灯坏了晚上看不见", "食堂的菜太咸").ShouldBeLessThan(Alike.Enough);
    }
}
