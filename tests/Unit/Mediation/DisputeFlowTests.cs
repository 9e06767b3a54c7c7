using Gezhi.Mediation.Disputes;
using Gezhi.Platform.Problems;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Mediation;

/// <summary>The life of a dispute, its colour, and what was signed.</summary>
public class DisputeFlowTests
{
    private static readonly DateTime Now = new(2026, 3, 5, 6, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Nothing_can_be_done_with_a_bound_dossier() =>
        Enum.GetValues<DisputeAction>().Where(a => DisputeFlow.Allows(DisputeState.Archived, a)).ShouldBeEmpty();

    [Fact]
    public void Every_action_but_the_first_begins_somewhere_and_every_state_can_be_reached()
    {
        foreach (var action in Enum.GetValues<DisputeAction>().Except([DisputeAction.Apply]))
            Enum.GetValues<DisputeState>().Any(s => DisputeFlow.Allows(s, action)).ShouldBeTrue($"{action}");
        var reached = new HashSet<DisputeState> { DisputeState.Applied };
        for (var round = 0; round < 10; round++)
            foreach (var state in reached.ToList())
            foreach (var action in Enum.GetValues<DisputeAction>().Where(a => DisputeFlow.Allows(state, a)))
                reached.Add(DisputeFlow.After(state, action));
        reached.Order().ShouldBe(Enum.GetValues<DisputeState>().Order());
    }

    [Fact]
    public void No_session_draft_or_signature_before_it_is_taken_or_after_it_was_signed()
    {
        foreach (
            var action in (DisputeAction[])[DisputeAction.MeetApart, DisputeAction.MeetTogether, DisputeAction.Draft, DisputeAction.Sign]
        )
        foreach (var state in (DisputeState[])[DisputeState.Applied, DisputeState.Agreed, DisputeState.Ended])
            DisputeFlow.Allows(state, action).ShouldBeFalse($"{action} from {state}");
    }

    [Fact]
    public void The_colour_goes_when_the_dispute_ends()
    {
        var dispute = new Dispute();
        dispute.Move(DisputeAction.Apply, Now);
        dispute.Colour(RiskColour.Red, Now);
        dispute.Risk.ShouldBe(RiskColour.Red);

        dispute.Finish(DisputeEnding.Withdrawn, Now);

        dispute.Risk.ShouldBeNull();
        dispute.RiskAt.ShouldBeNull();
        dispute.RiskAnsweredAt.ShouldBeNull();
    }

    [Fact]
    public void A_move_that_is_not_in_the_table_is_refused()
    {
        var dispute = new Dispute();
        dispute.Move(DisputeAction.Apply, Now);
        Should.Throw<RuleViolation>(() => dispute.Move(DisputeAction.Sign, Now)).Code.ShouldBe("mediation.not-now");
        dispute.State.ShouldBe(DisputeState.Applied);
    }

    [Fact]
    public void Any_word_of_an_agreement_that_changes_changes_its_fingerprint()
    {
        var (party, due) = (Guid.Parse("01993f2e-0000-7000-8000-000000000001"), new DateOnly(2026, 4, 1));
        string Print(
            string content = "铺地毯",
            string name = "甲",
            string what = "铺好",
            int days = 0,
            long? fen = 100,
            AgreementForm form = AgreementForm.Written
        ) => Agreement.Print(form, due, content, [(Side.Applicant, name)], [(party, what, due.AddDays(days), fen)]);

        string[] prints =
        [
            Print(),
            Print(content: "铺地毯。"),
            Print(name: "乙"),
            Print(what: "铺"),
            Print(days: 1),
            Print(fen: 101),
            Print(fen: null),
            Print(form: AgreementForm.Oral),
            Print(content: "铺地毯甲", name: ""), // what moves from one field to the next is another agreement
        ];

        prints.Distinct().Count().ShouldBe(prints.Length);
        Print().ShouldBe(prints[0]);
    }

    [Fact]
    public void What_mediation_may_not_take_has_a_source_and_both_languages()
    {
        ScopeRule.All.ShouldAllBe(r => r.Source.Length > 5 && r.NameZh.Length > 0 && r.NameEn.Length > 0);
        ScopeRule.All.Select(r => r.Key).Distinct().Count().ShouldBe(ScopeRule.All.Count);
        DisputeKind.All.Select(k => k.Key).Distinct().Count().ShouldBe(DisputeKind.All.Count);
    }
}
