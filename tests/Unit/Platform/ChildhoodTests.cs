using System.Text.RegularExpressions;
using Gezhi.Platform.Consents;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Platform;

/// <summary>Who needs a guardian, and what people are asked to agree to.</summary>
public sealed class ChildhoodTests
{
    [Fact]
    public void The_fourteenth_birthday_ends_childhood_on_the_day()
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

        Childhood.IsChild(today.AddYears(-14), today).ShouldBeFalse();
        Childhood.IsChild(today.AddYears(-14).AddDays(1), today).ShouldBeTrue();
        Childhood.IsChild(today, today).ShouldBeTrue();
        Childhood.IsChild(today.AddYears(-80), today).ShouldBeFalse();
    }

    [Fact]
    public void By_the_year_alone_whoever_may_still_be_thirteen_counts_as_a_child()
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

        Childhood.MayBeChild(today.Year - 15, today).ShouldBeFalse();
        Childhood.MayBeChild(today.Year - 14, today).ShouldBeTrue();
        Childhood.MayBeChild(today.Year, today).ShouldBeTrue();
        Childhood.MayBeChild(null, today).ShouldBeFalse();
        for (var born = today.Year - 20; born <= today.Year; born++)
            if (Childhood.IsChild(new DateOnly(born, 12, 31), today))
                Childhood.MayBeChild(born, today).ShouldBeTrue($"born late in {born}");
    }

    [Fact]
    public void Every_purpose_of_the_product_has_words_in_both_languages()
    {
        var purposes = typeof(ConsentPurposes).GetFields().Select(f => (string)f.GetValue(null)!).Order(StringComparer.Ordinal);

        ConsentTexts.Purposes.Order(StringComparer.Ordinal).ShouldBe(purposes);
        using var texts = System.Text.Json.JsonDocument.Parse(
            File.ReadAllText(Path.Combine(Repository.Root, "seed", "domain", "consent-texts.json"))
        );
        foreach (var text in texts.RootElement.EnumerateArray())
        foreach (var part in text.EnumerateObject().Where(p => p.Name != "purpose"))
        {
            part.Value.GetString()!
                .Length.ShouldBeInRange(
                    4,
                    part.Name[..^2] is "words" or "effect" ? ConsentText.LongestWords : ConsentText.LongestLine,
                    part.Name
                );
            Regex
                .IsMatch(part.Value.GetString()!, "[\u4e00-\u9fff]", RegexOptions.None, TimeSpan.FromSeconds(1))
                .ShouldBe(part.Name.EndsWith("Zh", StringComparison.Ordinal), part.Name);
        }
    }
}
