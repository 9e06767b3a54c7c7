using Gezhi.Cases.Channels;
using Gezhi.Field.HomeService;
using Gezhi.Platform.Text;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Field;

/// <summary>The days of an entitlement; which answers of a partner are for good; a cut that leaves every character whole.</summary>
public sealed class EntitlementTests
{
    private static readonly DateOnly Today = new(2000, 6, 15);

    [Fact]
    public void Done_it_is_due_again_after_the_interval_or_ends_when_its_last_day_comes_before_that()
    {
        var row = new ServiceEntitlement();
        row.Write([1], Today.AddDays(10), Today.AddMonths(18));
        row.Offer();
        row.OfferedFor.ShouldBe(row.NextDueOn);

        row.Done(Today, Today.AddMonths(12));
        (row.NextDueOn, row.EndedOn).ShouldBe((Today.AddMonths(12), null));
        row.OfferedFor.ShouldNotBe(row.NextDueOn, "its next days are open");

        row.Done(Today.AddMonths(12), Today.AddMonths(24));
        row.EndedOn.ShouldBe(Today.AddMonths(12));
        row.IsInForce(Today.AddMonths(12)).ShouldBeFalse();
    }

    [Fact]
    public void Once_is_enough_where_the_item_has_no_interval_and_it_is_in_force_on_its_last_day()
    {
        var row = new ServiceEntitlement();
        row.Write([1], Today, Today);
        row.IsInForce(Today).ShouldBeTrue();
        row.IsInForce(Today.AddDays(1)).ShouldBeFalse();
        row.OpensOn(60).ShouldBe(Today.AddDays(-60));
        row.Done(Today, null);
        row.EndedOn.ShouldBe(Today);
    }

    [Theory]
    [InlineData(400, true)]
    [InlineData(409, true)]
    [InlineData(410, true)]
    [InlineData(422, true)]
    [InlineData(401, false)]
    [InlineData(403, false)]
    [InlineData(404, false)]
    [InlineData(408, false)]
    [InlineData(429, false)]
    [InlineData(500, false)]
    [InlineData(503, false)]
    public void A_partner_refuses_a_step_for_good_only_when_it_is_about_the_step(int status, bool isForGood) =>
        PostAnswers.IsForGood(status).ShouldBe(isForGood);

    [Fact]
    public void A_long_note_is_cut_between_characters_never_inside_one()
    {
        foreach (var before in Enumerable.Range(990, 20))
        {
            var cut = TextElements.Cut(new string('字', before) + string.Concat(Enumerable.Repeat("𠮷", 40)), 1000);
            TextElements.Length(cut).ShouldBeLessThanOrEqualTo(1000);
            for (var i = 0; i < cut.Length; i++)
                (
                    char.IsHighSurrogate(cut[i])
                        ? char.IsLowSurrogate(cut[i + 1])
                        : i == 0 || !char.IsLowSurrogate(cut[i]) || char.IsHighSurrogate(cut[i - 1])
                ).ShouldBeTrue();
        }
    }
}
