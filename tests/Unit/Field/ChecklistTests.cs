using Gezhi.Field.Inspections;
using Gezhi.Platform.Problems;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Field;

/// <summary>What a checklist makes of answers, without a host.</summary>
public class ChecklistTests
{
    private static readonly HashSet<string> Categories = ["local/matter/S301", "local/matter/S303"];

    private static readonly ChecklistItem[] Small =
    [
        new()
        {
            Number = 1,
            Text = "配有灭火器",
            Kind = ItemKind.YesNo,
            Failing = [ChecklistItem.No],
            Days = 7,
            CategoryKey = "local/matter/S301",
        },
        new()
        {
            Number = 2,
            Text = "压力指针",
            Kind = ItemKind.Choice,
            Choices = ["绿区", "红区"],
            Failing = ["红区"],
            AskIfNumber = 1,
            AskIfIs = ChecklistItem.Yes,
            Days = 7,
            CategoryKey = "local/matter/S301",
        },
        new()
        {
            Number = 3,
            Text = "软管年限",
            Kind = ItemKind.Number,
            Unit = "年",
            Most = 2,
            Photo = PhotoRule.WhenFailed,
            Days = 3,
            CategoryKey = "local/matter/S303",
        },
        new()
        {
            Number = 4,
            Text = "为什么没换",
            Kind = ItemKind.Choice,
            Choices = ["不知道", "没钱"],
            AskIfNumber = 3,
            AskIfIs = ChecklistItem.Failed,
        },
        new()
        {
            Number = 5,
            Text = "全景",
            Kind = ItemKind.Photo,
            Photo = PhotoRule.Always,
        },
    ];

    [Fact]
    public void Only_what_is_asked_counts_and_a_hidden_answer_counts_for_nothing()
    {
        var outcome = Of(
            new ItemAnswer(1, ChecklistItem.No),
            new ItemAnswer(2, "红区"),
            new ItemAnswer(3, Measured: 1.5),
            new ItemAnswer(5)
        );

        outcome.Asked.Select(a => a.Item.Number).ShouldBe([1, 3, 5]);
        outcome.Wrong.ShouldBeNull();
        outcome.Failed.Select(f => f.Item.Number).ShouldBe([1]);
    }

    [Fact]
    public void A_condition_that_is_met_must_be_answered_and_the_item_is_named()
    {
        var wrong = Of(new ItemAnswer(1, ChecklistItem.Yes), new ItemAnswer(3, Measured: 1)).Wrong;

        (wrong!.Item.Number, wrong.Fault).ShouldBe((2, AnswerFault.Missing));
    }

    [Fact]
    public void A_failed_number_opens_the_question_under_it_and_needs_its_photo()
    {
        var bare = With(
            [],
            new ItemAnswer(1, ChecklistItem.No),
            new ItemAnswer(3, Measured: 4),
            new ItemAnswer(4, "没钱"),
            new ItemAnswer(5)
        );
        (bare.Wrong!.Item.Number, bare.Wrong.Fault).ShouldBe((3, AnswerFault.NoPhoto));

        var whole = Of(new ItemAnswer(1, ChecklistItem.No), new ItemAnswer(3, Measured: 4), new ItemAnswer(4, "没钱"), new ItemAnswer(5));
        whole.Wrong.ShouldBeNull();
        whole.Asked.Select(a => a.Item.Number).ShouldBe([1, 3, 4, 5]);
    }

    [Fact]
    public void What_is_fixed_on_the_spot_is_shown_afterwards()
    {
        var photos = new Dictionary<int, ItemPhotos> { [1] = new(1, 0), [5] = new(1, 0) };
        var outcome = ChecklistOutcome.Of(Small, [new(1, ChecklistItem.No, IsFixed: true), new(3, Measured: 1)], photos);

        (outcome.Wrong!.Item.Number, outcome.Wrong.Fault).ShouldBe((1, AnswerFault.NoAfterPhoto));
    }

    [Fact]
    public void An_answer_that_is_no_choice_and_a_number_that_is_none_are_refused()
    {
        Of(new ItemAnswer(1, "maybe")).Wrong!.Fault.ShouldBe(AnswerFault.Unknown);
        Of(new ItemAnswer(1, ChecklistItem.No), new ItemAnswer(3, Measured: double.NaN)).Wrong!.Fault.ShouldBe(AnswerFault.Unknown);
        Of(new ItemAnswer(1, "")).Wrong!.Fault.ShouldBe(AnswerFault.Missing);
    }

    /// <summary>Visible items and results follow from the version and the answers alone: not from their order, not from answers to other items.</summary>
    [Fact]
    public void The_outcome_is_a_pure_function_of_version_and_answers()
    {
        var random = new Random(20260305);
        var failed = 0;
        for (var round = 0; round < 400; round++)
        {
            var items = Items(random);
            var answers = items.Select(i => Answer(i, random)).ToList();
            var photos = items.ToDictionary(i => i.Number, _ => new ItemPhotos(random.Next(2), random.Next(2)));

            var first = Face(ChecklistOutcome.Of(items, answers, photos));
            failed += ChecklistOutcome.Of(items, answers, photos).Failed.Count();
            Face(ChecklistOutcome.Of(items, [.. answers.AsEnumerable().Reverse()], photos)).ShouldBe(first);
            var asked = ChecklistOutcome.Of(items, answers, photos).Asked.Select(a => a.Item.Number).ToHashSet();
            var noise = answers.ConvertAll(a => asked.Contains(a.Number) ? a : a with { Value = "yes", Measured = 9 });
            Face(ChecklistOutcome.Of(items, [.. noise, new ItemAnswer(999, "yes")], photos)).ShouldBe(first);
            ChecklistOutcome
                .Of(items, answers, photos)
                .Asked.ShouldAllBe(a => a.Item.AskIfNumber == null || asked.Contains(a.Item.AskIfNumber.Value));
        }
        failed.ShouldBeGreaterThan(100);
    }

    [Fact]
    public void Moving_and_deleting_items_keeps_conditions_on_the_same_items()
    {
        var moved = ChecklistRules.Moved(Small, 3, -1);
        moved.Select(i => i.Text).ShouldBe(["配有灭火器", "软管年限", "压力指针", "为什么没换", "全景"]);
        (moved[2].AskIfNumber, moved[3].AskIfNumber).ShouldBe((1, 2));

        var without = ChecklistRules.Without(Small, 1);
        without.Select(i => i.Number).ShouldBe([1, 2, 3, 4]);
        (without[0].AskIfNumber, without[0].AskIfIs, without[2].AskIfNumber).ShouldBe((null, null, 2));
        ChecklistRules.Moved(Small, 1, -1).Select(i => i.Text).ShouldBe(Small.Select(i => i.Text));
    }

    [Theory]
    [InlineData("checklist.item-text")]
    [InlineData("checklist.item-limits")]
    [InlineData("checklist.item-choices")]
    [InlineData("checklist.item-failing")]
    [InlineData("checklist.item-days")]
    [InlineData("checklist.item-category")]
    [InlineData("checklist.item-condition")]
    public void An_item_that_cannot_be_asked_or_followed_up_is_named(string code)
    {
        var item = code switch
        {
            "checklist.item-text" => Small[0] with { Text = " " },
            "checklist.item-limits" => Small[2] with { Least = 3 },
            "checklist.item-choices" => Small[1] with { AskIfNumber = null, Choices = ["一个"] },
            "checklist.item-failing" => Small[0] with { Failing = ["也许"] },
            "checklist.item-days" => Small[0] with { Days = 0 },
            "checklist.item-category" => Small[0] with { CategoryKey = "local/matter/NONE" },
            _ => Small[0] with { AskIfNumber = 7, AskIfIs = ChecklistItem.Yes },
        };
        ChecklistRules.Check(Small, Categories).Count.ShouldBe(5);

        Should.Throw<RuleViolation>(() => ChecklistRules.Check([item], Categories)).Code.ShouldBe(code);
    }

    [Fact]
    public void A_hazard_closes_once_and_counts_how_often_it_was_raised_again()
    {
        var hazard = new Hazard();
        var (now, today) = (new DateTime(2026, 3, 5, 6, 0, 0, DateTimeKind.Utc), new DateOnly(2026, 3, 5));
        hazard.Begin(today.AddDays(7), Guid.CreateVersion7());
        hazard.Rectify(now, today);
        (hazard.State, hazard.RecheckOn, hazard.IsOverdue(today.AddDays(4))).ShouldBe((HazardState.Rectified, today.AddDays(3), true));

        hazard.RaiseAgain(today.AddDays(9), Guid.CreateVersion7());
        (hazard.State, hazard.RecheckOn, hazard.FailedRechecks).ShouldBe((HazardState.Open, null, 1));
        hazard.Close(now);

        Should.Throw<RuleViolation>(() => hazard.Close(now)).Code.ShouldBe("hazard.closed");
        Should.Throw<RuleViolation>(() => hazard.RaiseAgain(today, null)).Code.ShouldBe("hazard.closed");
    }

    private static ChecklistOutcome Of(params ItemAnswer[] answers) => With([1, 2, 3, 4, 5], answers);

    private static ChecklistOutcome With(int[] photographed, params ItemAnswer[] answers) =>
        ChecklistOutcome.Of(Small, answers, photographed.Append(5).Distinct().ToDictionary(n => n, _ => new ItemPhotos(1, 1)));

    private static string Face(ChecklistOutcome outcome) =>
        string.Join(';', outcome.Asked.Select(a => $"{a.Item.Number}:{a.Mark}:{a.Fault}"));

    private static List<ChecklistItem> Items(Random random)
    {
        var items = new List<ChecklistItem>();
        for (var n = 1; n <= random.Next(1, 12); n++)
        {
            var item = new ChecklistItem
            {
                Number = n,
                Text = $"第 {n} 项",
                Kind = (ItemKind)random.Next(4),
                Choices = ["甲", "乙", "丙"],
                Photo = (PhotoRule)random.Next(3),
                Most = 5,
            };
            item = item with
            {
                Failing =
                    item.Kind == ItemKind.YesNo ? [ChecklistItem.No]
                    : item.Kind == ItemKind.Choice ? ["丙"]
                    : [],
            };
            if (
                n > 1
                && random.Next(2) == 0
                && items[random.Next(n - 1)] is var above
                && ChecklistRules.Conditions(above) is { Count: > 0 } c
            )
                item = item with { AskIfNumber = above.Number, AskIfIs = c[random.Next(c.Count)] };
            items.Add(item);
        }
        return items;
    }

    private static ItemAnswer Answer(ChecklistItem item, Random random) =>
        new(
            item.Number,
            item.Kind == ItemKind.YesNo
                ? random.Next(2) == 0
                    ? "yes"
                    : "no"
                : item.Kind == ItemKind.Choice
                    ? item.Choices[random.Next(3)]
                    : null,
            item.Kind == ItemKind.Number && random.Next(8) > 0 ? random.Next(10) : null,
            IsFixed: random.Next(3) == 0
        );
}
