using Gezhi.Cases.CasePages;
using Gezhi.Cases.Catalogue;
using Gezhi.Cases.Climbing;
using Gezhi.Cases.Deadlines;
using Gezhi.Identity.Contract;
using Gezhi.Platform.Data;
using Gezhi.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Contract;

/// <summary>Reads what figures must know of cases, for the district of the database. 案件历程读取</summary>
public sealed class CaseHistories
{
    private static readonly CaseAction[] Told =
    [
        CaseAction.Report,
        CaseAction.SendToConfirm,
        CaseAction.Confirm,
        CaseAction.ConfirmNotFound,
        CaseAction.File,
        CaseAction.Decline,
        CaseAction.Transfer,
        CaseAction.Dispatch,
        CaseAction.Reassign,
        CaseAction.Accept,
        CaseAction.SendBack,
        CaseAction.Depart,
        CaseAction.Arrive,
        CaseAction.ReportDone,
        CaseAction.Pass,
        CaseAction.Fail,
        CaseAction.Close,
        CaseAction.Reopen,
        CaseAction.SolveOnSpot,
        CaseAction.Join,
        CaseAction.Split,
        CaseAction.Shelve,
        CaseAction.Resume,
        CaseAction.Void,
        CaseAction.Withdraw,
    ];

    private readonly GezhiDb db;
    private readonly Timetables timetables;
    private readonly UnitDirectory units;
    private readonly Catalogues catalogues;
    private readonly StaffWords words;

    internal CaseHistories(GezhiDb db, Timetables timetables, UnitDirectory units, Catalogues catalogues, StaffWords words) =>
        (this.db, this.timetables, this.units, this.catalogues, this.words) = (db, timetables, units, catalogues, words);

    /// <summary>By which days and working minutes are reckoned. 日历</summary>
    public WorkCalendar Calendar => timetables.Of(db.DistrictId).Calendar;

    /// <summary>Those that are there, in the order of their ids. 逐案历程</summary>
    public async Task<IReadOnlyList<CaseHistory>> Of(IReadOnlyList<Guid> caseIds, CancellationToken ct)
    {
        if (caseIds.Count == 0)
            return [];
        var cases = await db.Cases.AsNoTracking().Where(c => caseIds.Contains(c.Id)).OrderBy(c => c.Id).ToListAsync(ct);
        var moves = (
            await db
                .Timeline.AsNoTracking()
                .Where(t => caseIds.Contains(t.CaseId) && Told.Contains(t.Action))
                .Select(t => new Step(t.CaseId, t.Sequence, t.Action, t.At, t.From, t.To))
                .ToListAsync(ct)
        ).ToLookup(t => t.CaseId);
        var rated = (
            await db
                .Reports.AsNoTracking()
                .Where(r => caseIds.Contains(r.CaseId) && r.RatedAt != null)
                .Select(r => new
                {
                    r.CaseId,
                    r.Satisfaction,
                    r.IsSolved,
                })
                .ToListAsync(ct)
        ).ToLookup(r => r.CaseId);
        var climbs = (
            await db.Set<Climb>().AsNoTracking().Where(c => caseIds.Contains(c.CaseId)).Select(c => new { c.CaseId, c.To }).ToListAsync(ct)
        ).ToLookup(c => c.CaseId, c => c.To);
        var several = cases.Where(c => c.ReportCount > 1).Select(c => c.Id).ToList();
        var first = (
            await db
                .Reports.AsNoTracking()
                .Where(r => several.Contains(r.CaseId))
                .Select(r => new
                {
                    r.CaseId,
                    r.Id,
                    r.Channel,
                    At = r.SaidAt ?? r.CreatedAt,
                })
                .ToListAsync(ct)
        ).GroupBy(r => r.CaseId).ToDictionary(g => g.Key, g => g.OrderBy(r => r.At).ThenBy(r => r.Id).First().Channel);
        var found = new List<CaseHistory>(cases.Count);
        foreach (var one in cases)
            found.Add(
                Of(
                    one,
                    [.. moves[one.Id].OrderBy(m => m.Sequence)],
                    Higher(await LevelOf(one.LeadUnitCode, ct), climbs[one.Id]),
                    [.. rated[one.Id].Select(r => r.Satisfaction ?? 0).Where(s => s > 0)],
                    rated[one.Id].Count(r => r.IsSolved == true)
                ) with
                {
                    FirstChannel = first.TryGetValue(one.Id, out var channel) ? channel : null,
                }
            );
        return found;
    }

    /// <summary>Ids of cases in their own order, from the one after <paramref name="after"/> on. 逐页案件</summary>
    public Task<List<Guid>> Ids(Guid after, int most, CancellationToken ct) =>
        db.Cases.Where(c => c.Id > after).OrderBy(c => c.Id).Take(most).Select(c => c.Id).ToListAsync(ct);

    /// <summary>Number, title and state of cases that the caller may see. 案件标签</summary>
    public async Task<IReadOnlyDictionary<Guid, CaseLabel>> Labels(IReadOnlyList<Guid> caseIds, CancellationToken ct) =>
        (
            await db
                .Cases.AsNoTracking()
                .Where(c => caseIds.Contains(c.Id))
                .Select(c => new
                {
                    c.Id,
                    c.CaseNo,
                    c.Title,
                    c.State,
                })
                .ToListAsync(ct)
        ).ToDictionary(c => c.Id, c => new CaseLabel(c.Id, c.CaseNo, c.Title, words.State(c.State)));

    /// <summary>Name of a channel in the reader's language. 渠道名称</summary>
    public string NameOf(Channel channel) => words.ChannelInFull(channel);

    /// <summary>Name of a state in the reader's language. 状态名称</summary>
    public string NameOf(CaseState state) => words.State(state);

    /// <summary>Name of any category in the reader's language; empty for null. 类别名称</summary>
    public async ValueTask<string> NameOf(string? categoryKey, CancellationToken ct) => (await catalogues.Of(db, ct)).NameOf(categoryKey);

    /// <summary>Every category, past ones too, with its names in both languages, in the order of their keys. 类别名册</summary>
    public async Task<IReadOnlyList<CategoryLine>> Categories(CancellationToken ct) =>
        [.. (await catalogues.Of(db, ct)).Categories.Select(c => new CategoryLine(c.Key, c.ParentKey, c.NameZh, c.NameEn))];

    private CaseHistory Of(Case one, IReadOnlyList<Step> moves, WorkLevel level, IReadOnlyList<int> stars, int saidSolved)
    {
        var limits = timetables.Of(db.DistrictId).Limits;
        StageSpan? Span(Stage stage, DateTime? began, DateTime? ended) =>
            began is { } from ? new StageSpan(from, ended, limits.DueAt(stage, from)) : null;
        DateTime? First(CaseAction action, DateTime? since = null) =>
            moves.FirstOrDefault(m => m.Action == action && (since is null || m.At >= since))?.At;
        var asked = First(CaseAction.SendToConfirm);
        var handed = First(CaseAction.ReportDone);
        var onSpot = moves.Any(m => m.Action == CaseAction.SolveOnSpot);
        var began = moves.LastOrDefault(m => m.At <= one.FiledAt && IsFinding(m.Action))?.At ?? one.CreatedAt;
        return new CaseHistory
        {
            CaseId = one.Id,
            State = one.State,
            AreaCode = one.AreaCode,
            CategoryKey = one.CategoryKey,
            Channel = one.Channel,
            UnitCode = one.LeadUnitCode,
            Level = onSpot ? WorkLevel.Grid : level,
            CreatedAt = one.CreatedAt,
            FiledAt = one.FiledAt,
            DispatchedAt = one.DispatchedAt,
            ArrivedAt = one.ArrivedAt,
            HandledAt = one.HandledAt,
            ClosedAt = one.ClosedAt,
            DueAt = one.DueAt,
            OriginalDueAt = one.OriginalDueAt,
            FirstAnswerAt = moves.FirstOrDefault(m => m.Action != CaseAction.Report && CaseFlow.IsPublic(m.Action))?.At,
            WorkingMinutes =
                one.DispatchedAt is { } from && one.HandledAt is { } to
                    ? timetables.Of(db.DistrictId).CalendarOf(one.LeadUnitCode).WorkingMinutes(from, to)
                    : null,
            Filing = onSpot || one.FiledAt is null ? null : Span(Stage.File, began, one.FiledAt),
            Confirming = Span(Stage.Confirm, asked, moves.FirstOrDefault(m => m.At >= asked && IsFinding(m.Action))?.At),
            Dispatching = onSpot ? null : Span(Stage.Dispatch, one.FiledAt, First(CaseAction.Dispatch)),
            Checking = Span(
                Stage.Check,
                handed,
                moves.FirstOrDefault(m => m.At >= handed && m.Action is CaseAction.Pass or CaseAction.Fail)?.At
            ),
            IsSolvedOnSpot = onSpot,
            WasDispatched = First(CaseAction.Dispatch) is not null,
            WasReturned = moves.Any(m => m.Action == CaseAction.SendBack),
            WasReworked = moves.Any(m => m.Action == CaseAction.Fail),
            WasReopened = moves.Any(m => m.Action == CaseAction.Reopen),
            DoubtedAt = moves.FirstOrDefault(m => m.Action is CaseAction.Fail or CaseAction.Reopen)?.At,
            WasClosed = onSpot || moves.Any(m => m.Action == CaseAction.Close),
            Stars = stars,
            SaidSolved = saidSolved,
            Moves = [.. moves.Select(m => new CaseMove(m.At, m.Action, m.From, m.To))],
        };
    }

    private static bool IsFinding(CaseAction action) => action is CaseAction.Confirm or CaseAction.ConfirmNotFound;

    /// <summary>Communities and response groups leave their work to the workers of the grids, see <see cref="Field.GroundUnits"/>.</summary>
    private async ValueTask<WorkLevel> LevelOf(string? unitCode, CancellationToken ct) =>
        unitCode is null || await units.Find(unitCode, ct) is not { } unit
            ? WorkLevel.Grid
            : unit.Kind switch
            {
                UnitKind.Community or UnitKind.ResponseGroup => WorkLevel.Grid,
                UnitKind.Street => WorkLevel.Street,
                _ => WorkLevel.District,
            };

    private static WorkLevel Higher(WorkLevel level, IEnumerable<ClimbLevel> climbs) =>
        climbs
            .Select(c =>
                c switch
                {
                    ClimbLevel.MicroGrid or ClimbLevel.Grid => WorkLevel.Grid,
                    ClimbLevel.Community => WorkLevel.Community,
                    ClimbLevel.Street => WorkLevel.Street,
                    _ => WorkLevel.District,
                }
            )
            .Append(level)
            .Max();

    private sealed record Step(Guid CaseId, int Sequence, CaseAction Action, DateTime At, CaseState From, CaseState To);
}
