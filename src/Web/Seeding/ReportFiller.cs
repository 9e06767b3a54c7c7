using System.Globalization;
using Gezhi.Cases;
using Gezhi.Cases.Approvals;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Filing;
using Gezhi.Cases.Reporting;
using Gezhi.Cases.Rules;
using Gezhi.Cases.Searching;
using Gezhi.Cases.Timelines;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Files;
using Gezhi.Platform.Geo;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Text;
using Gezhi.Platform.Time;

namespace Gezhi.Web.Seeding;

/// <summary>Lets invented reports of the last months happen, move by move in the order of time, by the rules of the life cycle. 示例诉求写入</summary>
/// <remarks>
/// The bulk path: the same <see cref="Case"/> and the same chain as in daily work, but one save for many and nobody is told. What lies further back than
/// the two months of the grammar comes in portions, each in the order of time by itself.
/// </remarks>
internal sealed class ReportFiller(
    GezhiDb db,
    FieldCipher cipher,
    FileIntake intake,
    SourceRegister register,
    WorkCalendar calendar,
    StageLimits limits,
    TimeProvider clock
)
{
    private const int SeedNumber = 20260305;

    /// <summary>Reports that are in memory at once when they reach further back.</summary>
    private const int Portion = 2_000;
    private readonly Dictionary<int, (Case Case, Report Report)> lives = [];
    private readonly Dictionary<string, string> photos = [];
    private readonly Dictionary<int, CaseNumberDay> numbers = [];
    private SeedGaps? gaps;

    /// <summary>What nobody answered for; empty before <see cref="Fill"/>.</summary>
    public IReadOnlyList<SeedGaps.Entry> Gaps { get; private set; } = [];
    private readonly HashSet<(Guid, string)> ownNumbers = [];
    private IReadOnlyDictionary<Channel, Guid> sources = new Dictionary<Channel, Guid>();

    private static readonly SourceEntry[] Sources =
    [
        new(Channel.Hotline, "市 12345 热线平台", 300),
        new(Channel.DigitalCity, "市数字城管平台", 300),
        new(Channel.CitizenApp, "绿城随手拍", 120),
        new(Channel.Sensor, "积水与井盖监测", 600),
    ];

    /// <param name="count">How many in all.</param>
    /// <param name="days">How far back the oldest lie; null: the two months of the grammar.</param>
    public async Task Fill(string seedFolder, SeedCast cast, SeedCatalogue catalogue, int count, int? days, CancellationToken ct)
    {
        if (count == 0)
            return;
        // Every row is new: looking for changes at each access would cost the square of the reports.
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        gaps = new SeedGaps(calendar, clock.UtcNow);
        var people = await SeedPeople.Read(db, cast, catalogue, calendar.LocalDay(clock.UtcNow), ct);
        var grammar = ReportGrammar.Read(seedFolder);
        var reports = grammar.Make(days is null ? count : Math.Min(count, Portion), SeedNumber, clock.UtcNow);
        foreach (var scene in reports.Select(r => r.PhotoScene).OfType<string>().Distinct().SelectMany(s => new[] { s, s + "-after" }))
            await Photo(seedFolder, scene, ct);
        sources = register.Add(Sources, reports.Min(r => r.Moves[0].At).CutToMilliseconds());
        Happen(reports, people, catalogue);
        gaps.Until(clock.UtcNow, people.Decider);
        (Gaps, gaps) = (gaps.Entries, null); // what lies further back has been decided long ago
        await Keep(ct);
        for (var done = reports.Count; days is { } back && done < count; done += Portion)
        {
            Happen(grammar.Past(Math.Min(Portion, count - done), SeedNumber + done, back, clock.UtcNow), people, catalogue);
            await Keep(ct);
        }
        db.AddRange(numbers.Values);
        await db.Save(ct);
        db.Forget();
        db.ChangeTracker.AutoDetectChangesEnabled = true;
    }

    private void Happen(IReadOnlyList<SeedReport> reports, SeedPeople people, SeedCatalogue catalogue)
    {
        var moves = reports.SelectMany(r => r.Moves.Select((move, index) => (Report: r, Move: move, index)));
        foreach (var (report, move, _) in moves.OrderBy(m => m.Move.At).ThenBy(m => m.Report.No).ThenBy(m => m.index))
        {
            gaps?.Until(move.At, people.Decider);
            Happen(report, move, people, catalogue);
        }
        foreach (var report in reports.Where(r => r.Rating is not null))
            Rate(report);
    }

    private void Happen(SeedReport said, SeedMove move, SeedPeople people, SeedCatalogue catalogue)
    {
        if (move.Action is CaseAction.Report or CaseAction.SolveOnSpot && !lives.ContainsKey(said.No))
            Open(said, move, people);
        if (move.Action == CaseAction.Report)
            return;
        var (subject, report) = lives[said.No];
        var actor = people.For(move, subject);
        var step = new Step(actor, actor.Posts.Count > 0 ? actor.Posts[0] : null, move.At.CutToMilliseconds()) { Note = move.Text };
        switch (move.Action)
        {
            case CaseAction.SolveOnSpot:
                subject.SolveOnSpot(
                    Number(move.At),
                    null,
                    people.LimitOf(said),
                    step with
                    {
                        Evidence = Evidence(subject, said, "-after", EvidenceKind.After, move.At),
                    }
                );
                break;
            case CaseAction.SendToConfirm:
                subject.AskToConfirm(step, limits);
                break;
            case CaseAction.Confirm or CaseAction.ConfirmNotFound:
                subject.Confirm(move.Action == CaseAction.Confirm, step, limits);
                break;
            case CaseAction.Withdraw:
                if (subject.ReportCount > 1)
                    break; // among many thousands somebody was joined to it meanwhile: that report goes on
                subject.Withdraw(step);
                report.WithdrawnAt = step.Now;
                break;
            case CaseAction.File:
                File(subject, said, step, people);
                break;
            case CaseAction.Decline:
                subject.Decline(step with { Note = null, PublicText = $"{move.Text}\n{move.Detail}".Trim() });
                break;
            case CaseAction.Transfer:
                subject.Transfer(step with { Note = null, PublicText = $"{move.Text} {move.Detail}".Trim() });
                break;
            case CaseAction.Join:
                Join(subject, report, lives[said.SameAsNo!.Value].Case, step);
                break;
            case CaseAction.Dispatch or CaseAction.Reassign:
                var (unit, ruleId, reason) = people.UnitFor(subject, catalogue, step.Now, calendar);
                subject.Dispatch(unit, ruleId, reason, calendar, step);
                gaps?.Dispatched(subject, DispatchReason.Read(reason)!, step.Now);
                break;
            case CaseAction.ReportDone:
                subject.ReportDone(step with { Evidence = Evidence(subject, said, "-after", EvidenceKind.After, move.At) }, limits);
                break;
            case CaseAction.Close:
                subject.Close(step with { Note = null, PublicText = move.Text });
                break;
            default:
                Plain(subject, move, step);
                break;
        }
    }

    private void Plain(Case subject, SeedMove move, Step step)
    {
        switch (move.Action)
        {
            case CaseAction.Accept:
                subject.Accept(step);
                break;
            case CaseAction.SendBack:
                subject.SendBack(step, limits);
                break;
            case CaseAction.Depart:
                subject.Depart(step);
                break;
            case CaseAction.Arrive:
                subject.Arrive(step);
                break;
            case CaseAction.Pass or CaseAction.Fail:
                subject.Check(move.Action == CaseAction.Pass, step, calendar, limits);
                break;
            case CaseAction.Reopen:
                subject.Reopen(step, limits);
                break;
            case CaseAction.AskApproval:
                Ask(subject, move, step);
                break;
            case CaseAction.RefuseApproval or CaseAction.Extend or CaseAction.Shelve or CaseAction.Void:
                Decide(subject, move, step);
                break;
            case CaseAction.Resume:
                subject.Resume(calendar, step);
                break;
            default:
                subject.Remark(move.Action, step);
                break;
        }
    }

    private void Open(SeedReport said, SeedMove move, SeedPeople people)
    {
        var (at, caseId, reportId) = (move.At.CutToMilliseconds(), Ids.New(move.At), Ids.New(move.At));
        var actor = people.Reporter(said);
        var facts = new CaseFacts(
            TextElements.Cut(said.Title, Case.LongestTitle),
            said.ChosenKey ?? (actor.Kind == ActorKind.Staff ? said.CategoryKey : null),
            said.AreaCode,
            said.At.Lon,
            said.At.Lat,
            said.PlaceText,
            said.IsUrgent,
            said.PhotoScene is null ? null : photos.GetValueOrDefault(said.PhotoScene)
        );
        var district = db.DistrictId;
        var report = new Report
        {
            DistrictId = district,
            Id = reportId,
            ReceiptNo = ReceiptNo.New().Value,
            CaseId = caseId,
            OwnCaseId = caseId,
            Channel = said.Channel,
            ChannelNo = said.ChannelNo,
            SourceId = SourceOf(said),
            Text = said.Text,
            CreatedAt = at,
            Lon = said.At.Lon,
            Lat = said.At.Lat,
            Reference = CoordinateReference.Wgs84,
            PlaceText = said.PlaceText,
            CategoryKey = said.ChosenKey,
            IsForNeighbour = said.NeighbourPhone is not null,
            TakenBy = actor.AccountId,
            Contact = cipher.Seal(district, ContactFields.Reporter, said.Phone),
            ContactIndex = cipher.Index(district, ContactFields.Reporter, said.Phone),
            NeighbourContact = cipher.Seal(district, ContactFields.Neighbour, said.NeighbourPhone),
            NeighbourContactIndex = cipher.Index(district, ContactFields.Neighbour, said.NeighbourPhone),
        };
        var step = new Step(actor, actor.Posts.Count > 0 ? actor.Posts[0] : null, at) { ContentHash = report.ContentHash() };
        var subject = Case.Open(district, caseId, said.Channel, facts, step, limits);
        db.Add(subject);
        db.Add(report);
        lives.Add(said.No, (subject, report));
        Evidence(subject, said, "", EvidenceKind.Report, at, reportId);
    }

    /// <summary>The connected system, unless the dice gave it the same number twice.</summary>
    private Guid? SourceOf(SeedReport said) =>
        said.ChannelNo is { } no && sources.TryGetValue(said.Channel, out var id) && ownNumbers.Add((id, no)) ? id : null;

    private void File(Case subject, SeedReport said, Step step, SeedPeople people)
    {
        subject.Know(
            new CaseFacts(
                subject.Title,
                said.CategoryKey,
                subject.AreaCode,
                subject.Lon,
                subject.Lat,
                subject.PlaceText,
                subject.IsUrgent,
                subject.CoverHash
            )
        );
        subject.File(Number(step.Now), people.ConditionOf(said)?.Id, people.LimitOf(said), step, limits);
    }

    private void Join(Case subject, Report report, Case other, Step step)
    {
        subject.JoinTo(other, step);
        other.TakeIn(step);
        report.CaseId = other.Id;
        foreach (var evidence in db.Evidence.Local.Where(e => e.ReportId == report.Id))
            evidence.CaseId = other.Id;
    }

    private void Ask(Case subject, SeedMove move, Step step)
    {
        subject.AskApproval(step);
        db.Add(
            new Approval
            {
                DistrictId = db.DistrictId,
                CaseId = subject.Id,
                No = subject.Sequence,
                Kind = Enum.Parse<ApprovalKind>(move.Wanted!.Value.ToString()),
                Reason = move.Text ?? "",
                AskedBy = step.Actor.AccountId,
                AskedAt = step.Now,
                Until = move.Until,
            }
        );
    }

    private void Decide(Case subject, SeedMove move, Step step)
    {
        // The plan does not know the working calendar: what would come too late is refused, as it would be in life.
        var asked = db.Set<Approval>().Local.LastOrDefault(a => a.CaseId == subject.Id && a.DecidedAt is null);
        var isLate = move.Action == CaseAction.Extend && subject.DueAt < (asked?.AskedAt ?? step.Now);
        var isGranted = move.Action != CaseAction.RefuseApproval && !isLate;
        if (asked is not null)
            (asked.IsGranted, asked.DecidedBy, asked.DecidedAt) = (isGranted, step.Actor.AccountId, step.Now);
        if (!isGranted)
            subject.RefuseApproval(step);
        else if (move.Action == CaseAction.Extend)
            subject.Extend(asked?.AskedAt ?? step.Now, calendar, step, limits);
        else if (move.Action == CaseAction.Shelve)
            subject.Shelve(move.Until ?? asked?.Until ?? step.Now.AddDays(30), step, limits);
        else
            subject.Void(step);
    }

    private void Rate(SeedReport said)
    {
        var report = lives[said.No].Report;
        var subject = lives.Values.First(l => l.Case.Id == report.CaseId).Case;
        if (subject.State != CaseState.Closed)
            return;
        (report.IsSolved, report.Satisfaction, report.RatingText, report.RatedAt) = (
            said.Rating!.IsSolved,
            said.Rating.Satisfaction,
            said.Rating.Text,
            said.Rating.At.CutToMilliseconds()
        );
        subject.Remark(CaseAction.Rate, new Step(Actor.Anonymous(db.DistrictId), null, said.Rating.At.CutToMilliseconds()));
    }

    private string Number(DateTime at)
    {
        var local = calendar.LocalDay(at);
        var day = (local.Year * 10000) + (local.Month * 100) + local.Day;
        if (!numbers.TryGetValue(day, out var row))
            numbers.Add(day, row = new CaseNumberDay { DistrictId = db.DistrictId, Day = day });
        return string.Create(CultureInfo.InvariantCulture, $"{db.DistrictId}{day:D8}{++row.Given:D6}");
    }

    private List<string> Evidence(Case subject, SeedReport said, string suffix, EvidenceKind kind, DateTime at, Guid? reportId = null)
    {
        if (said.PhotoScene is null || !photos.TryGetValue(said.PhotoScene + suffix, out var hash))
            return [];
        db.Add(
            new Evidence
            {
                DistrictId = db.DistrictId,
                Id = Ids.New(at),
                CaseId = subject.Id,
                ReportId = reportId,
                FileHash = hash,
                Kind = kind,
                At = at.CutToMilliseconds(),
                Lon = said.At.Lon,
                Lat = said.At.Lat,
            }
        );
        return [hash];
    }

    private async Task Photo(string seedFolder, string scene, CancellationToken ct)
    {
        var file = Path.Combine(seedFolder, "photos", scene + ".jpg");
        if (!System.IO.File.Exists(file))
            return;
        var kept = await intake.Keep(db, new IncomingFile(scene, await System.IO.File.ReadAllBytesAsync(file, ct)), clock.UtcNow, ct);
        kept.Print = PrintState.Stock; // one drawing stands for many matters: it is not compared
        photos[scene] = kept.Hash;
    }

    private async Task Keep(CancellationToken ct)
    {
        foreach (var (subject, _) in lives.Values)
        {
            foreach (var row in subject.Fresh)
                db.Append(row);
            foreach (var row in subject.FreshTexts)
                db.Append(row);
            db.Append(CaseWords.Of(subject));
        }
        lives.Clear();
        await db.Save(ct);
        db.Forget();
    }
}
