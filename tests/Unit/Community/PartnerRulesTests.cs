using Gezhi.Community.Partners;
using Gezhi.Platform.Problems;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Community;

/// <summary>Which resource fits which need, and the life of an agreement.</summary>
public sealed class PartnerRulesTests
{
    private static readonly DateOnly Today = DateOnly.FromDayNumber(739_000);

    [Fact]
    public void A_resource_fits_by_kind_place_and_days_and_the_nearest_comes_first()
    {
        var need = New(OfferSide.Need, OfferCategory.Room, "410103010004", 0, 20);
        var street = New(OfferSide.Resource, OfferCategory.Room, "410103010", -5, 60);
        var near = New(OfferSide.Resource, OfferCategory.Room, "410103010004", 10, 12);
        Offer[] others =
        [
            New(OfferSide.Resource, OfferCategory.Goods, "410103010004", 0, 20),
            New(OfferSide.Resource, OfferCategory.Room, "410103010005", 0, 20),
            New(OfferSide.Resource, OfferCategory.Room, "410103010004", 21, 40),
            New(OfferSide.Need, OfferCategory.Room, "410103010004", 0, 20),
        ];
        var fits = OfferMatch.Of(need, [street, .. others, near], Today);
        fits.Select(f => f.Resource).ShouldBe([near, street]);
        fits[0].Days.ShouldBe(3);
        (fits[1].SharedArea, fits[1].FromOn, fits[1].UntilOn).ShouldBe(("410103010004", Today, Today.AddDays(20)));
        OfferMatch.Of(need, [street, near], Today.AddDays(21)).ShouldBeEmpty("it is over");
        street.Join(need.Id);
        OfferMatch.Of(need, [street], Today).ShouldBeEmpty("it is taken");
        Should.Throw<RuleViolation>(() => street.Close(DateTime.UnixEpoch)).Code.ShouldBe("offer.taken");
    }

    [Fact]
    public void An_agreement_asks_for_renewal_before_it_ends_and_ends_once()
    {
        var agreement = new Agreement { FromOn = Today.AddDays(-300), UntilOn = Today.AddDays(31) };
        agreement.AsksRenewal(Today).ShouldBeFalse();
        agreement.AsksRenewal(Today.AddDays(1)).ShouldBeTrue();
        agreement.Counts(Today.AddDays(32)).ShouldBeFalse();
        agreement.Renew(Today);
        agreement.AsksRenewal(Today.AddDays(40)).ShouldBeFalse();
        Should.Throw<RuleViolation>(() => agreement.End("不办了", Today)).Code.ShouldBe("agreement.over");
    }

    [Fact]
    public void Stages_go_forwards_and_belong_to_social_organisations()
    {
        var group = new Partner { Kind = PartnerKind.SocialOrganisation };
        group.Reach(IncubationStage.Incubating);
        Should.Throw<RuleViolation>(() => group.Reach(IncubationStage.Group));
        Should.Throw<RuleViolation>(() => new Partner { Kind = PartnerKind.Unit }.Reach(IncubationStage.Filed));
    }

    private static Offer New(OfferSide side, OfferCategory category, string area, int from, int until) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            Side = side,
            Category = category,
            AreaCode = area,
            FromOn = Today.AddDays(from),
            UntilOn = Today.AddDays(until),
        };
}
