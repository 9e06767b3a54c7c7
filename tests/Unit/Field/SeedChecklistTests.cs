using Gezhi.Field.Contract;
using Gezhi.Registry.Contract;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Field;

/// <summary>The checklists of the seed: for every kind of place that the trade names, and in both languages.</summary>
public sealed class SeedChecklistTests
{
    private static readonly InspectionFill.Plan Plan = InspectionFill.Read(
        File.ReadAllText(Path.Combine(Repository.Root, "seed", "town", "checklists.json"))
    );

    [Fact]
    public void Every_kind_but_merchants_and_others_has_a_checklist()
    {
        var known = Plan.Lists.SelectMany(l => l.Kinds).Select(Enum.Parse<InspectedKind>).ToHashSet();

        Enum.GetValues<InspectedKind>().Except(known).ShouldBe([InspectedKind.Other, InspectedKind.Merchant], ignoreOrder: true);
    }

    [Fact]
    public void Every_text_has_its_English()
    {
        foreach (var list in Plan.Lists)
        {
            list.TitleEn.ShouldNotBeNullOrEmpty(list.Title);
            foreach (var item in list.Items)
            {
                item.TextEn.ShouldNotBeNullOrEmpty(item.Text);
                (item.Hint is null).ShouldBe(item.HintEn is null, item.Text);
                (item.Unit is null).ShouldBe(item.UnitEn is null, item.Text);
                item.ChoicesEn.Count.ShouldBe(item.Choices.Count, item.Text);
            }
        }
    }

    [Fact]
    public void A_reader_of_English_reads_English_and_answers_what_is_kept_in_Chinese()
    {
        var item = Plan.Lists.SelectMany(l => l.Items).First(i => i.Choices.Contains("红区"));

        var english = item.InLanguage(true);
        (english.Text, english.Choice("红区", true)).ShouldBe((item.TextEn, "Red"));
        english.Choices.ShouldBe(item.Choices, "the answers are the same in every language");
        item.InLanguage(false).Text.ShouldBe(item.Text);
        item.InLanguage(false).Choice("红区", false).ShouldBe("红区");
    }
}
