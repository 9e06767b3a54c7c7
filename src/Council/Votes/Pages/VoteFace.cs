using System.Globalization;
using Gezhi.Grids.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Gezhi.Council.Votes.Pages;

/// <summary>Base of the pages of owners' votes: who reads, what was posted, how areas, shares and states are written. 表决页面基类</summary>
public abstract class VoteFace : GezhiPage
{
    [Inject]
    protected ReadVotes Reading { get; set; } = null!;

    [Inject]
    protected GezhiDb Db { get; set; } = null!;

    [Inject]
    protected AreaBook AreaNames { get; set; } = null!;

    [Inject]
    protected NavigationManager Navigation { get; set; } = null!;

    protected Actor Actor { get; private set; } = null!;

    protected CancellationToken Aborted => Http!.RequestAborted;

    protected bool IsPosted => HttpMethods.IsPost(Http!.Request.Method);

    protected override void Begin()
    {
        Actor = Http!.Actor()!;
        if (!Http!.Response.HasStarted)
            Http.Response.Headers.CacheControl = "no-cache, no-store";
    }

    /// <summary>What the address asks for; empty when it does not.</summary>
    protected string Query(string name) => Http!.Request.Query[name].ToString() is { Length: <= 60 } value ? value : "";

    protected string Form(string name) => Http is { Request.HasFormContentType: true } http ? http.Request.Form[name].ToString() : "";

    protected int Whole(string name) =>
        int.TryParse(Form(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new InvalidInput(name, "input.required");

    protected int? MaybeWhole(string name) => Form(name).Length == 0 ? null : Whole(name);

    protected BallotChoice Choice =>
        Gezhi.Platform.Text.Named.One<BallotChoice>(Form("Choice")) ?? throw new InvalidInput("Choice", "vote.choice");

    /// <summary>Does what the form asks, then shows the page anew; a refusal stays on it with what was typed.</summary>
    protected async Task Submit(Func<string, Task<string?>> work)
    {
        string? next = null;
        var done = await Try(async () => next = await work(Form("Do")));
        Db.Forget();
        if (done)
            Navigation.NavigateTo(next ?? Http!.Request.Path.Value + Http.Request.QueryString.Value);
        else
            await Fetch();
    }

    protected static Task<string?> Unknown() => throw new InvalidInput("Do", "input.invalid");

    protected string Clock(DateTime at) => Reading.Local(at).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    protected string AreaName(string code) => AreaNames.NameOf(code) ?? code;

    /// <summary>8932 → 89.32; the unit stands beside it.</summary>
    protected static string Metres(long hundredths) =>
        string.Create(CultureInfo.InvariantCulture, $"{hundredths / 100:N0}.{hundredths % 100:00}");

    protected static string Money(long fen) => string.Create(CultureInfo.InvariantCulture, $"{fen / 100:N0}.{fen % 100:00}");

    /// <summary>For reading only: the decision is made with whole numbers. Cut off, not rounded: 74.99 % never looks like 75 %.</summary>
    protected static string Share(long part, long whole) =>
        whole == 0 ? "—" : string.Create(CultureInfo.InvariantCulture, $"{(long)((Int128)part * 10_000 / whole) / 100m:0.00}%");

    protected string KindName(MatterKind kind) =>
        kind switch
        {
            MatterKind.Rules => T["制定和修改业主大会议事规则"],
            MatterKind.Covenant => T["制定和修改管理规约"],
            MatterKind.Committee => T["选举业主委员会或者更换业主委员会成员"],
            MatterKind.Manager => T["选聘和解聘物业服务企业或者其他管理人"],
            MatterKind.UseFund => T["使用维修资金"],
            MatterKind.RaiseFund => T["筹集维修资金"],
            MatterKind.Rebuild => T["改建、重建建筑物及其附属设施"],
            MatterKind.CommonPart => T["改变共有部分的用途或者利用共有部分经营"],
            _ => T["其他共同管理的重大事项"],
        };

    protected string RuleName(MatterKind kind) =>
        MatterRules.IsSpecial(kind)
            ? T["参与表决的面积和人数都要有四分之三以上同意（含四分之三）"]
            : T["参与表决的面积和人数都要有过半数同意（正好一半不算）"];

    protected string StateName(ReadVotes.View view) =>
        view.State == VoteState.Called
            ? Reading.Now < view.OpensAt
                ? T["公告中"]
                : view.IsOpen
                    ? T["正在投票"]
                    : T["投票结束，等待计票"]
            : StateName(view.State);

    protected string StateName(VoteState state) =>
        state switch
        {
            VoteState.Draft => T["草稿"],
            VoteState.Called => T["已公告"],
            VoteState.Counted => T["已计票"],
            VoteState.Published => T["结果公示中"],
            VoteState.Confirmed => T["结果已生效"],
            _ => T["已作废"],
        };

    protected static string Look(VoteState state) =>
        state switch
        {
            VoteState.Draft => "hold",
            VoteState.Called => "doing",
            VoteState.Counted => "check",
            VoteState.Published => "new",
            VoteState.Confirmed => "done",
            _ => "late",
        };

    protected string ChoiceName(string choice) =>
        choice switch
        {
            nameof(BallotChoice.Yes) => T["赞成"],
            nameof(BallotChoice.No) => T["反对"],
            nameof(BallotChoice.Abstain) => T["弃权"],
            _ => T["反对或弃权"],
        };

    protected string ChannelName(BallotChannel channel) =>
        channel switch
        {
            BallotChannel.Phone => T["手机"],
            BallotChannel.Paper => T["纸质票"],
            _ => T["上门票箱"],
        };

    protected string UseName(UnitUse use) =>
        use switch
        {
            UnitUse.Dwelling => T["住宅"],
            UnitUse.Shop => T["商铺"],
            UnitUse.Parking => T["车位"],
            _ => T["其他"],
        };

    protected string ObjectionName(ObjectionState state) =>
        state switch
        {
            ObjectionState.Open => T["等待答复"],
            ObjectionState.Upheld => T["异议成立"],
            _ => T["异议不成立"],
        };
}
