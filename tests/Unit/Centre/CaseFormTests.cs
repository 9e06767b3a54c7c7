using Gezhi.Cases;
using Gezhi.Cases.Approvals;
using Gezhi.Cases.CasePages;
using Gezhi.Cases.Contract;
using Gezhi.Tests.Unit.Cases;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Centre;

public sealed class CaseFormTests
{
    [Fact]
    public void An_operator_is_offered_filing_and_a_dispatcher_only_a_remark_while_a_report_is_new()
    {
        CaseForms.For(View(CaseState.Reported), Cast.LinXiao).ShouldContain(CaseForm.File);
        CaseForms.For(View(CaseState.Reported), Cast.LinXiao).ShouldContain(CaseForm.Decline);
        CaseForms.For(View(CaseState.Reported), Cast.ZhouHang).ShouldBe([CaseForm.Remark]);
    }

    [Fact]
    public void Whoever_handled_is_not_offered_the_check()
    {
        var handled = View(CaseState.Handled);

        CaseForms.For(handled, Cast.SunQian).ShouldContain(CaseForm.Check);
        CaseForms.For(handled with { HandledBy = Cast.SunQian.AccountId }, Cast.SunQian).ShouldNotContain(CaseForm.Check);
    }

    [Fact]
    public void Who_asked_for_more_time_does_not_decide_it()
    {
        var asked = View(CaseState.Handling) with
        {
            Asked = new ApprovalView(ApprovalKind.Extend, "等配件", null, Cast.ZhouHang.AccountId, Cast.Morning, null),
        };

        CaseForms.For(asked, Cast.ZhouHang).ShouldNotContain(CaseForm.Decide);
        CaseForms.For(asked, Cast.OtherDispatcher).ShouldContain(CaseForm.Decide);
    }

    [Fact]
    public void Nothing_but_reopening_splitting_and_the_appeal_is_offered_on_what_has_ended()
    {
        foreach (var state in CaseFlow.Ends)
        foreach (var actor in new[] { Cast.LinXiao, Cast.ZhouHang, Cast.ZhaoGong, Cast.SunQian, Cast.ChenMo })
            CaseForms
                .For(View(state), actor)
                .Except([CaseForm.Reopen, CaseForm.Split, CaseForm.Appeal])
                .ShouldBeEmpty($"{state} {actor.Name}");
    }

    [Fact]
    public void Nobody_without_a_post_is_offered_anything()
    {
        foreach (var state in Enum.GetValues<CaseState>())
            CaseForms.For(View(state), Cast.AuntZhang).ShouldBeEmpty();
    }

    private static CaseView View(CaseState state)
    {
        var detail = ReadCase.DetailOf(Cast.BrokenManhole());
        var line = detail.Case with { State = state, LeadUnitCode = Cast.Lighting };
        return new CaseView(line, detail, null, [], null, [], [], [], true, null, [], [], 0, null);
    }
}
