using Gezhi.Cases.Contract;
using Gezhi.Cases.HandOver;
using Gezhi.Cases.Rules;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Cases;

public class DispatchProposalTests
{
    private static readonly Matter Manhole = new("gb47678/component/01002", Cast.Grid, Channel.ResidentPage, true);

    [Fact]
    public void The_more_specific_rule_wins_and_the_others_are_named()
    {
        var proposal = Propose([
            Rule("R1", "gb47678/", "jiedao"),
            Rule("R2", "gb47678/component/01002", "shizheng"),
            Rule("R3", "gb47678/component", "other"),
        ]);

        (proposal.UnitCode, proposal.Reason.Kind, proposal.Reason.RuleNo).ShouldBe(("shizheng", ProposalKind.Rule, "R2"));
        proposal.Reason.Others.ShouldBe(["R3", "R1"]);
        proposal.Reason.MatchedBy.ShouldContain("category:gb47678/component/01002");
        proposal.Reason.Beaten.ShouldBe([new BeatenRule("R3", "other", "category"), new BeatenRule("R1", "jiedao", "category")]);
    }

    [Fact]
    public void A_tie_between_two_units_is_shown_as_a_conflict_and_dispatches_nothing_by_itself()
    {
        var proposal = Propose([
            Rule("R1", "gb47678/component/01002", "gongshui", auto: true),
            Rule("R2", "gb47678/component/01002", "shizheng", auto: true),
        ]);

        proposal.Reason.Kind.ShouldBe(ProposalKind.Conflict);
        proposal.MayDispatchItself.ShouldBeFalse();
    }

    [Fact]
    public void A_unit_that_sent_it_back_is_skipped_with_the_reason()
    {
        var proposal = Propose(
            [Rule("R1", "gb47678/component/01002", "shizheng"), Rule("R2", "gb47678/", "jiedao")],
            returned: ["shizheng"]
        );

        proposal.UnitCode.ShouldBe("jiedao");
        proposal.Reason.Skipped.ShouldBe([new SkippedUnit("shizheng", "returned")]);
    }

    [Fact]
    public void Without_any_rule_the_response_group_of_the_street_takes_it_in_the_meantime()
    {
        var proposal = Propose([Rule("R1", "local/", "shequ")]);

        (proposal.UnitCode, proposal.Reason.Kind).ShouldBe(("yingji", ProposalKind.Gap));
    }

    [Fact]
    public void The_stored_reason_reads_back()
    {
        var reason = Propose([Rule("R1", "gb47678/", "jiedao")]).Reason;

        DispatchReason.Read(reason.ToJson())!.RuleNo.ShouldBe("R1");
        DispatchReason
            .Read("{\"kind\":\"Rule\",\"ruleNo\":\"R1\",\"matchedBy\":[],\"others\":[\"R2\"],\"skipped\":[]}")!
            .Beaten.ShouldBeNull("as cases of before the books keep it");
    }

    private static DispatchProposal Propose(ResponsibilityRule[] rules, string[]? returned = null) =>
        DispatchProposal.For(RuleIndex.Of(rules), Manhole, new(unit => unit != "closed", returned ?? [], "yingji", PlaceIndex.Empty));

    private static ResponsibilityRule Rule(string no, string category, string unit, bool auto = false) =>
        new()
        {
            DistrictId = Cast.District,
            Id = Guid.CreateVersion7(),
            No = no,
            CategoryPrefix = category,
            LeadUnitCode = unit,
            AutoDispatch = auto,
        };
}
