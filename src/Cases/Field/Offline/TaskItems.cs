using System.Globalization;
using Gezhi.Cases.CasePages;
using Gezhi.Cases.Catalogue;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Timelines;
using Gezhi.Identity.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Fieldwork;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Gezhi.Cases.Field.Offline;

/// <summary>A worker's tasks with what is needed to do them without network. 离线任务</summary>
internal sealed class TaskItems(
    CaseDesk desk,
    ReadTasks tasks,
    FieldWords words,
    StaffWords staff,
    AreaWords areas,
    RecordWords record,
    UnitDirectory units,
    IStringLocalizer T
) : ISyncItems
{
    /// <summary>More than a worker, or a whole street with one lead, has open.</summary>
    private const int Most = 6_000;

    /// <summary>Changes when the shape of the data does: devices fetch all tasks again.</summary>
    private const int Shape = 1;

    private const int MostSaid = 5;
    private const int MostMoves = 10;

    public string Kind => "task";

    public async Task<IReadOnlyList<SyncMark>> Marks(Actor actor, DateTime now, CancellationToken ct) =>
        [.. (await tasks.Marks(actor, Most, ct)).Select(t => new SyncMark(t.Id.ToString(), V(t.Version, t.Kind)))];

    public async Task<IReadOnlyList<SyncItem>> Items(IReadOnlyCollection<string> ids, Actor actor, DateTime now, CancellationToken ct)
    {
        var found = await tasks.Some([.. ids.Select(Guid.Parse)], actor, ct);
        var caseIds = found.ConvertAll(t => t.Id);
        var (said, moves) = (await Said(caseIds, ct), await Moves(caseIds, ct));
        var work = await Work(caseIds, ct);
        return found.ConvertAll(t => new SyncItem(
            t.Id.ToString(),
            V(t.Version, t.Kind),
            Data(t, work[t.Id], [.. said[t.Id]], [.. moves[t.Id]])
        ));
    }

    /// <summary>The language is part of it, because the words of the data are in the reader's.</summary>
    private static string V(int version, TaskKind kind) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Shape}{CultureInfo.CurrentUICulture.TwoLetterISOLanguageName}.{version}{kind.ToString()[0]}"
        );

    private OfflineTask Data(FieldTask task, WorkOf work, IReadOnlyList<OfflineTask.Line> said, IReadOnlyList<Step> moves) =>
        new()
        {
            Title = task.Title,
            Kind = task.Kind,
            State = task.State.ToString(),
            StateText = words.State(task, staff),
            Next = task.Next,
            Others = [.. TaskHint.Others(task, task.State, task.ArrivedAt)],
            IsUrgent = task.IsUrgent,
            Place = areas.Place(task.PlaceText),
            AreaCode = task.AreaCode,
            AreaName = areas.Name(task.AreaCode),
            Lon = task.Lon is { } lon ? Math.Round(lon, 6) : null,
            Lat = task.Lat is { } lat ? Math.Round(lat, 6) : null,
            Category = work.Category.Length > 0 ? work.Category : null,
            CaseNo = work.CaseNo,
            Unit = work.Unit,
            Channel = staff.Channel(task.Channel),
            ReportCount = task.ReportCount,
            CoverHash = task.CoverHash,
            BeganAt = task.BeganAt,
            DueAt = task.DueAt,
            ArrivedAt = task.ArrivedAt,
            OnTheWay = task.IsOnTheWay,
            Asked = TaskHint.Asked(
                T,
                task,
                work.ReworkCount,
                TaskHint.CloseWhen(T, work.CloseWhen),
                action => moves.FirstOrDefault(m => m.Action == action)?.Note
            ),
            PhotoNeeded = work.PhotoNeeded,
            Sayings = [.. said.Take(MostSaid)],
            Moves = [.. moves.Select(m => new OfflineTask.Line(m.At, m.Text))],
            Version = task.Version,
        };

    private async Task<Dictionary<Guid, WorkOf>> Work(List<Guid> ids, CancellationToken ct)
    {
        var (catalogue, rules) = (await desk.Catalogue(ct), await desk.Rules(ct));
        var rows = await desk
            .Db.Cases.AsNoTracking()
            .Where(c => ids.Contains(c.Id))
            .Select(c => new
            {
                c.Id,
                c.CategoryKey,
                c.LeadUnitCode,
                c.ConditionId,
                c.RuleId,
                c.CaseNo,
                c.ReworkCount,
            })
            .ToListAsync(ct);
        var known = new Dictionary<Guid, WorkOf>();
        foreach (var row in rows)
            known[row.Id] = new WorkOf(
                catalogue.NameOf(row.CategoryKey),
                row.LeadUnitCode is { } code ? (await units.Find(code, ct))?.Name(CultureInfo.CurrentUICulture) ?? code : null,
                catalogue.Condition(row.ConditionId)?.CloseWhen() is { Length: > 0 } when ? when : null,
                row.RuleId is not null && rules.Find(row.RuleId) is { PhotoNeeded: true },
                row.CaseNo,
                row.ReworkCount
            );
        return known;
    }

    private async Task<ILookup<Guid, OfflineTask.Line>> Said(List<Guid> ids, CancellationToken ct) =>
        (
            await desk
                .Db.Reports.AsNoTracking()
                .Where(r => ids.Contains(r.CaseId) && r.WithdrawnAt == null)
                .OrderBy(r => r.CreatedAt)
                .Select(r => new
                {
                    r.CaseId,
                    r.Text,
                    r.CreatedAt,
                })
                .ToListAsync(ct)
        ).ToLookup(r => r.CaseId, r => new OfflineTask.Line(r.CreatedAt, Answers.PhonesInText.Hide(r.Text)));

    /// <summary>The last steps, newest first.</summary>
    private async Task<ILookup<Guid, Step>> Moves(List<Guid> ids, CancellationToken ct)
    {
        var db = desk.Db;
        var rows = await (
            from row in db.Timeline.AsNoTracking()
            join subject in db.Cases on row.CaseId equals subject.Id
            where ids.Contains(row.CaseId) && row.Sequence > subject.Sequence - MostMoves && row.Action != CaseAction.Rate
            join text in db.TimelineTexts on new { row.CaseId, row.Sequence } equals new { text.CaseId, text.Sequence } into texts
            from said in texts.DefaultIfEmpty()
            orderby row.CaseId, row.Sequence descending
            select new
            {
                row.CaseId,
                row.Action,
                row.PostTitle,
                row.At,
                said.Note,
            }
        ).ToListAsync(ct);
        return rows.ToLookup(
            r => r.CaseId,
            r => new Step(
                r.Action,
                staff.OnRecord(r.Action, r.Note),
                r.PostTitle,
                r.At,
                record.Note(r.Action, r.Note) is { } note ? Answers.PhonesInText.Hide(note) : null
            )
        );
    }

    private sealed record WorkOf(string Category, string? Unit, string? CloseWhen, bool PhotoNeeded, string? CaseNo, int ReworkCount);

    private sealed record Step(CaseAction Action, string Says, string Post, DateTime At, string? Note)
    {
        public string Text => string.Join(" ", ((string[])[Post, Says]).Where(p => p.Length > 0)) + (Note is null ? "" : $"：{Note}");
    }
}

/// <summary>A task as the device keeps it, in the words of the reader; no contact of anybody. 离线任务内容</summary>
internal sealed record OfflineTask
{
    public required string Title { get; init; }
    public required TaskKind Kind { get; init; }

    /// <summary>Name of the state as in the API.</summary>
    public required string State { get; init; }
    public required string StateText { get; init; }

    /// <summary>The one thing to do now.</summary>
    public required TaskStep Next { get; init; }

    /// <summary>Other entries that may be made: arrive, hand-in, send-back, ask, climb.</summary>
    public required IReadOnlyList<string> Others { get; init; }
    public required bool IsUrgent { get; init; }

    /// <summary>In words.</summary>
    public required string Place { get; init; }
    public required string AreaCode { get; init; }
    public required string AreaName { get; init; }

    /// <summary>WGS-84 degrees; null when not known.</summary>
    public double? Lon { get; init; }

    /// <summary>WGS-84 degrees; null when not known.</summary>
    public double? Lat { get; init; }

    /// <summary>Name; null when nobody chose one.</summary>
    public string? Category { get; init; }

    /// <summary>案卷编号; null until filed.</summary>
    public string? CaseNo { get; init; }

    /// <summary>Name of who leads; null before dispatch.</summary>
    public string? Unit { get; init; }

    /// <summary>In two characters.</summary>
    public required string Channel { get; init; }
    public required int ReportCount { get; init; }

    /// <summary>First photo; null when there is none.</summary>
    public string? CoverHash { get; init; }

    /// <summary>UTC: when the limit that presses now began.</summary>
    public required DateTime BeganAt { get; init; }

    /// <summary>UTC; null when no limit of the worker runs.</summary>
    public DateTime? DueAt { get; init; }

    /// <summary>UTC; null before somebody was there.</summary>
    public DateTime? ArrivedAt { get; init; }

    /// <summary>Somebody set out.</summary>
    public required bool OnTheWay { get; init; }

    /// <summary>What was asked with it, what the photo must show; null for nothing.</summary>
    public string? Asked { get; init; }

    /// <summary>The result needs a photo.</summary>
    public required bool PhotoNeeded { get; init; }

    /// <summary>What was reported, phones hidden; the first five.</summary>
    public required IReadOnlyList<Line> Sayings { get; init; }

    /// <summary>The last ten steps, newest first.</summary>
    public required IReadOnlyList<Line> Moves { get; init; }

    /// <summary>Base version of entries.</summary>
    public required int Version { get; init; }

    /// <summary>Something said or done.</summary>
    internal sealed record Line(DateTime At, string Text);
}
