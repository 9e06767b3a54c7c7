using Gezhi.Cases.Approvals;
using Gezhi.Cases.CallBacks;
using Gezhi.Cases.CasePages;
using Gezhi.Cases.Catalogue;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Gaps;
using Gezhi.Cases.Oversight;
using Gezhi.Cases.Privacy;
using Gezhi.Cases.Reviews;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Desks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Gezhi.Cases.DeskLists;

/// <summary>What lists of cases on the community desk share: the reader's cases, and their own page. 案件清单基类</summary>
internal abstract class CaseList(GezhiDb db, TimeProvider clock) : DeskQuery(clock)
{
    protected GezhiDb Db => db;

    public override bool IsFor(Actor actor) => actor.Can(Permission.Supervise);

    public override string Href(DeskEntry entry) => $"/cases/{entry.Id}";

    protected IQueryable<Case> Mine(Actor actor) => db.Cases.AsNoTracking().VisibleTo(actor, db);

    protected IQueryable<Case> Open(Actor actor) => Mine(actor).Where(c => CaseFlow.OpenStates.Contains(c.State));
}

/// <summary>无主办单位的案件: filed, and no unit has it.</summary>
internal sealed class CasesWithoutUnit(GezhiDb db, TimeProvider clock) : CaseList(db, clock)
{
    public override string Key => "cases-without-unit";
    public override DeskPart Part => DeskPart.Unowned;
    public override int Order => 10;

    public override string Name(IStringLocalizer T) => T["没有主办单位的案件"];

    public override string Formula(IStringLocalizer T) => T["已立案、未结，还没有派给任何单位或已被退回；待受理的不计"];

    protected override ValueTask<IQueryable<DeskEntry>> Entries(Actor actor, CancellationToken ct) =>
        new(
            Open(actor)
                .Where(c => c.FiledAt != null && c.LeadUnitCode == null)
                .Select(c => new DeskEntry
                {
                    Id = c.Id,
                    Title = c.Title,
                    No = c.CaseNo ?? "",
                    Note = c.PlaceText,
                    AreaCode = c.AreaCode,
                    SortAt = c.StageDueAt ?? c.StageAt,
                    DueAt = c.StageDueAt,
                })
        );
}

/// <summary>管理空白: matters for which no rule says who answers.</summary>
internal sealed class OpenGaps(GezhiDb db, ReadGaps gaps, Catalogues catalogues, TimeProvider clock) : DeskQuery(clock)
{
    public override string Key => "gaps";
    public override DeskPart Part => DeskPart.Unowned;
    public override int Order => 20;

    public override bool IsFor(Actor actor) => ReadGaps.Readers.Any(actor.Can);

    public override string Name(IStringLocalizer T) => T["等裁决的管理空白"];

    public override string Formula(IStringLocalizer T) => T["权责清单没说归谁管、还没有裁决的类别和地点"];

    public override string Href(DeskEntry entry) => $"/gaps/{entry.Id}";

    protected override ValueTask<IQueryable<DeskEntry>> Entries(Actor actor, CancellationToken ct) =>
        new(
            gaps.Visible(actor)
                .AsNoTracking()
                .Where(g => g.DecidedAt == null)
                .Select(g => new DeskEntry
                {
                    Id = g.Id,
                    Title = g.CategoryKey,
                    Note = g.PlaceName ?? g.PlaceText,
                    AreaCode = g.AreaCode,
                    SortAt = g.DueAt,
                    DueAt = g.DueAt,
                })
        );

    protected override async ValueTask<IReadOnlyList<DeskEntry>> Worded(IReadOnlyList<DeskEntry> entries, CancellationToken ct)
    {
        var catalogue = await catalogues.Of(db, ct);
        return [.. entries.Select(e => e with { Title = catalogue.NameOf(e.Title) })];
    }
}

/// <summary>待审批: extensions, shelving and voiding that somebody asked for.</summary>
internal sealed class WaitingApprovals(GezhiDb db, StaffWords words, TimeProvider clock) : CaseList(db, clock)
{
    public override string Key => "approvals";
    public override DeskPart Part => DeskPart.Due;
    public override int Order => 10;

    public override string Name(IStringLocalizer T) => T["等审批的延期、挂账和作废"];

    public override string Formula(IStringLocalizer T) => T["已申请、没有批复，也没有被后来的流转取代"];

    protected override ValueTask<IQueryable<DeskEntry>> Entries(Actor actor, CancellationToken ct)
    {
        var waiting = Db;
        return new(
            waiting
                .Set<Approval>()
                .AsNoTracking()
                .Where(a => a.DecidedAt == null)
                .Where(a =>
                    !waiting
                        .Set<Timelines.TimelineRow>()
                        .Any(t => t.CaseId == a.CaseId && t.Sequence > a.No && ApprovalRules.Overtaking.Contains(t.Action))
                )
                .Join(Mine(actor), a => a.CaseId, c => c.Id, (a, c) => new { Asked = a, Case = c })
                .Select(x => new DeskEntry
                {
                    Id = x.Case.Id,
                    Title = x.Case.Title,
                    No = x.Case.CaseNo ?? "",
                    Note =
                        x.Asked.Kind == ApprovalKind.Extend ? "Extend"
                        : x.Asked.Kind == ApprovalKind.Shelve ? "Shelve"
                        : "Void",
                    AreaCode = x.Case.AreaCode,
                    SortAt = x.Asked.DecideBy ?? x.Asked.AskedAt,
                    DueAt = x.Asked.DecideBy,
                })
        );
    }

    protected override ValueTask<IReadOnlyList<DeskEntry>> Worded(IReadOnlyList<DeskEntry> entries, CancellationToken ct) =>
        new([.. entries.Select(e => e with { Note = words.Approval(Enum.Parse<ApprovalKind>(e.Note)) })]);
}

/// <summary>待核查: handed in, and nobody has looked whether it is done.</summary>
internal sealed class HandIns(GezhiDb db, TimeProvider clock) : CaseList(db, clock)
{
    public override string Key => "hand-ins";
    public override DeskPart Part => DeskPart.Due;
    public override int Order => 20;

    public override string Name(IStringLocalizer T) => T["交了结果、等核查的案件"];

    public override string Formula(IStringLocalizer T) => T["单位已交办理结果，还没有核查"];

    protected override ValueTask<IQueryable<DeskEntry>> Entries(Actor actor, CancellationToken ct) =>
        new(
            Mine(actor)
                .Where(c => c.State == CaseState.Handled)
                .Select(c => new DeskEntry
                {
                    Id = c.Id,
                    Title = c.Title,
                    No = c.CaseNo ?? "",
                    Note = c.PlaceText,
                    AreaCode = c.AreaCode,
                    SortAt = c.StageDueAt ?? c.StageAt,
                    DueAt = c.StageDueAt,
                })
        );
}

/// <summary>待回复的督办、批示.</summary>
internal sealed class OrdersToAnswer(GezhiDb db, TimeProvider clock) : CaseList(db, clock)
{
    public override string Key => "orders";
    public override DeskPart Part => DeskPart.Due;
    public override int Order => 30;

    public override string Name(IStringLocalizer T) => T["没有回复的督办和批示"];

    public override string Formula(IStringLocalizer T) => T["未结案件上的督办、批示，还没有回复"];

    protected override ValueTask<IQueryable<DeskEntry>> Entries(Actor actor, CancellationToken ct) =>
        new(
            Db.Set<Order>()
                .AsNoTracking()
                .Where(o => o.AnsweredAt == null)
                .Join(Open(actor), o => o.CaseId, c => c.Id, (o, c) => new { Order = o, Case = c })
                .Select(x => new DeskEntry
                {
                    Id = x.Case.Id,
                    Title = x.Case.Title,
                    No = x.Case.CaseNo ?? "",
                    Note = x.Case.PlaceText,
                    AreaCode = x.Case.AreaCode,
                    SortAt = x.Order.AnswerBy,
                    DueAt = x.Order.AnswerBy,
                })
        );
}

/// <summary>单位申诉待裁决: whether a case counts.</summary>
internal sealed class AppealsOfUnits(GezhiDb db, TimeProvider clock) : CaseList(db, clock)
{
    public override string Key => "appeals";
    public override DeskPart Part => DeskPart.Due;
    public override int Order => 40;

    public override string Name(IStringLocalizer T) => T["等答复的单位申诉"];

    public override string Formula(IStringLocalizer T) => T["单位对已结案件提出、还没有答复的申诉"];

    protected override ValueTask<IQueryable<DeskEntry>> Entries(Actor actor, CancellationToken ct) =>
        new(
            Db.Set<Appeal>()
                .AsNoTracking()
                .Where(a => a.DecidedAt == null)
                .Join(Mine(actor).Where(c => c.State == CaseState.Closed), a => a.CaseId, c => c.Id, (a, c) => new { Asked = a, Case = c })
                .Select(x => new DeskEntry
                {
                    Id = x.Case.Id,
                    Title = x.Case.Title,
                    No = x.Case.CaseNo ?? "",
                    Note = x.Case.PlaceText,
                    AreaCode = x.Case.AreaCode,
                    SortAt = x.Asked.DecideBy,
                    DueAt = x.Asked.DecideBy,
                })
        );
}

/// <summary>个人信息请求: with the clock that the law sets.</summary>
internal sealed class RequestsAboutData(GezhiDb db, PrivacyWords words, TimeProvider clock) : DeskQuery(clock)
{
    public override string Key => "data-requests";
    public override DeskPart Part => DeskPart.Due;
    public override int Order => 90;

    public override bool IsFor(Actor actor) => actor.Can(Permission.AnswerDataRequests);

    public override string Name(IStringLocalizer T) => T["等答复的个人信息请求"];

    public override string Formula(IStringLocalizer T) =>
        T["居民提出的更正、删除等请求，{0} 个工作日内答复；全区一份清单", DataRequest.WorkingDays];

    public override string Href(DeskEntry entry) => "/data-requests";

    protected override ValueTask<IQueryable<DeskEntry>> Entries(Actor actor, CancellationToken ct) =>
        new(
            db.Set<DataRequest>()
                .AsNoTracking()
                .Where(r => r.State == DataRequestState.Waiting)
                .Select(r => new DeskEntry
                {
                    Id = r.Id,
                    Title =
                        r.Kind == DataRequestKind.Correct ? "Correct"
                        : r.Kind == DataRequestKind.Withdraw ? "Withdraw"
                        : "Erase",
                    SortAt = r.DueAt,
                    DueAt = r.DueAt,
                })
        );

    protected override ValueTask<IReadOnlyList<DeskEntry>> Worded(IReadOnlyList<DeskEntry> entries, CancellationToken ct) =>
        new([.. entries.Select(e => e with { Title = words.Ask(Enum.Parse<DataRequestKind>(e.Title)) })]);
}

/// <summary>不满意待复核: a reporter said that it is not solved.</summary>
internal sealed class ReviewsToAnswer(GezhiDb db, TimeProvider clock) : CaseList(db, clock)
{
    public override string Key => "reviews";
    public override DeskPart Part => DeskPart.Unanswered;
    public override int Order => 10;

    public override string Name(IStringLocalizer T) => T["评了不满意、等答复的居民"];

    public override string Formula(IStringLocalizer T) => T["评价说没解决或不满意，复核还没有答复；一份评价一条"];

    protected override ValueTask<IQueryable<DeskEntry>> Entries(Actor actor, CancellationToken ct) =>
        new(
            Db.Set<Review>()
                .AsNoTracking()
                .Where(r => r.DecidedAt == null)
                .Join(Mine(actor), r => r.CaseId, c => c.Id, (r, c) => new { Review = r, Case = c })
                .Select(x => new DeskEntry
                {
                    Id = x.Review.Id,
                    Title = x.Case.Title,
                    No = x.Case.CaseNo ?? "",
                    Note = x.Case.PlaceText,
                    AreaCode = x.Case.AreaCode,
                    SortAt = x.Review.DueAt,
                    DueAt = x.Review.DueAt,
                })
        );

    public override string Href(DeskEntry entry) => entry.No.Length > 0 ? $"/cases/{entry.No}" : "/reviews";
}

/// <summary>待回访和回电.</summary>
internal sealed class CallsToMake(GezhiDb db, TimeProvider clock) : CaseList(db, clock)
{
    public override string Key => "calls";
    public override DeskPart Part => DeskPart.Unanswered;
    public override int Order => 20;

    public override string Name(IStringLocalizer T) => T["等回电、等回访的居民"];

    public override string Formula(IStringLocalizer T) => T["希望回电的和结案后等回访的，还没有接通也没有结束"];

    protected override ValueTask<IQueryable<DeskEntry>> Entries(Actor actor, CancellationToken ct) =>
        new(
            Db.Set<CallBack>()
                .AsNoTracking()
                .Where(b => b.State == CallBackState.Waiting)
                .Join(Mine(actor), b => b.CaseId, c => c.Id, (b, c) => new { Call = b, Case = c })
                .Select(x => new DeskEntry
                {
                    Id = x.Call.Id,
                    Title = x.Case.Title,
                    No = x.Case.CaseNo ?? "",
                    Note = x.Case.PlaceText,
                    AreaCode = x.Case.AreaCode,
                    SortAt = x.Call.DueAt,
                    DueAt = x.Call.DueAt,
                })
        );

    public override string Href(DeskEntry entry) => entry.No.Length > 0 ? $"/cases/{entry.No}" : "/callbacks";
}

/// <summary>没有首次答复的来件: reported more than a day ago, and whoever reported has heard nothing since the receipt.</summary>
internal sealed class ReportsWithoutWord(GezhiDb db, TimeProvider clock) : CaseList(db, clock)
{
    /// <summary>Hours after which silence is long.</summary>
    public const int Hours = 24;

    public override string Key => "without-word";
    public override DeskPart Part => DeskPart.Unanswered;
    public override int Order => 30;

    public override string Name(IStringLocalizer T) => T["报了 {0} 小时还没有下文的来件", Hours];

    public override string Formula(IStringLocalizer T) => T["上报超过 {0} 小时，仍未核实、未立案的未结案件", Hours];

    protected override ValueTask<IQueryable<DeskEntry>> Entries(Actor actor, CancellationToken ct)
    {
        var before = Now.AddHours(-Hours);
        return new(
            Mine(actor)
                .Where(c => c.State == CaseState.Reported && c.CreatedAt < before)
                .Select(c => new DeskEntry
                {
                    Id = c.Id,
                    Title = c.Title,
                    Note = c.PlaceText,
                    AreaCode = c.AreaCode,
                    SortAt = c.StageDueAt ?? c.CreatedAt,
                    DueAt = c.StageDueAt,
                })
        );
    }
}
