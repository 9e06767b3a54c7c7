using System.Globalization;
using Gezhi.Cases.Channels;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Joining;
using Gezhi.Cases.Reviews;
using Gezhi.Cases.Timelines;
using Gezhi.Platform.Data;
using Gezhi.Platform.Notify;
using Gezhi.Platform.Outbox;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Gezhi.Cases.Closing;

/// <summary>Every reporter of a case hears every public step by the way the report came, also those who were joined. 告知诉求人</summary>
/// <remarks>
/// A notice is claimed before it is sent (<see cref="NoticeClaims"/>). Only a claim that nobody finished in time (the process died while
/// sending) is sent again, because the gateway may or may not have had it.
/// In quiet hours, and while steps follow each other closely, it is put into the outgoing post instead, together with what waits there.
/// </remarks>
public sealed class TellReporters(
    IMessageSender sender,
    FieldCipher cipher,
    PublicWords words,
    ReporterTimes times,
    TypedPhones typed,
    ILogger<TellReporters> log
) : IEventHandler
{
    /// <summary>Ways that only write something down: the first that fits. Where none does, a message is sent.</summary>
    private static readonly IWayBack[] Ways = [new WayToSource(), new WayToDesk()];

    private int warned;

    /// <summary>Name in the outbox.</summary>
    public const string Handler = "cases.tell-reporters";

    public string Name => Handler;

    public bool Wants(EventRow happened) =>
        CaseMoved.Of(happened) is { Action: not CaseAction.Report } moved && CaseFlow.IsPublic(moved.Action);

    /// <remarks>Whom <see cref="Handle"/> may find: nobody waits for news of most things that grid workers, sensors and nameless passers-by report.</remarks>
    public async Task<IReadOnlyCollection<EventRow>> Sift(IReadOnlyCollection<EventRow> batch, GezhiDb db, CancellationToken ct)
    {
        var ids = batch.Select(e => e.SubjectId).Distinct().ToList();
        var reports = db.Reports.Where(r => (r.Contact != null || r.SourceId != null || r.TakenBy != null) && r.WithdrawnAt == null);
        var heard = await db
            .Cases.Where(c => ids.Contains(c.Id))
            .Where(c =>
                reports.Any(r => r.CaseId == c.Id) || reports.Any(r => r.OwnCaseId == c.Id) || db.Set<Follow>().Any(f => f.CaseId == c.Id)
            )
            .Select(c => c.Id)
            .ToListAsync(ct);
        return [.. batch.Where(e => heard.Contains(e.SubjectId))];
    }

    /// <exception cref="MessageNotSent">The gateway refused, or another delivery is sending at this moment: to be tried again.</exception>
    public async Task Handle(EventRow happened, GezhiDb db, DateTime now, CancellationToken ct)
    {
        var moved = CaseMoved.Of(happened)!;
        var isFinal = SourceAnswer.IsFinal(moved.Action);
        var reports = await db
            .Reports.AsNoTracking()
            // A joined case has given its reports away in the same moment; they are told of it all the same.
            .Where(r => (moved.Action == CaseAction.Join ? r.OwnCaseId : r.CaseId) == happened.SubjectId)
            // Whoever only took it down hears the last answer, see WayToDesk.
            .Where(r => (r.Contact != null || r.SourceId != null || (isFinal && r.TakenBy != null)) && r.WithdrawnAt == null)
            .ToListAsync(ct);
        if (moved.Action == CaseAction.Uphold)
            reports = await WhoRated(db, reports, moved.Sequence, ct);
        var follows = moved.Action is CaseAction.Join or CaseAction.Uphold ? [] : await Followers(db, happened.SubjectId, ct);
        if (reports.Count == 0 && follows.Count == 0)
            return;
        var row = await db.Timeline.AsNoTracking().FirstAsync(t => t.CaseId == happened.SubjectId && t.Sequence == moved.Sequence, ct);
        var said = await db
            .TimelineTexts.Where(t => t.CaseId == happened.SubjectId && t.Sequence == moved.Sequence)
            .Select(t => t.PublicText)
            .FirstOrDefaultAsync(ct);
        if (moved.Action == CaseAction.Uphold)
            said = await db.Set<Review>()
                .Where(v => v.CaseId == happened.SubjectId && v.No == moved.Sequence)
                .Select(v => v.Answer)
                .FirstOrDefaultAsync(ct);
        var round = new Round(db, row, now);
        // First what is only written down: a gateway that refuses keeps nobody else from their answer.
        foreach (var (report, way) in reports.Select(r => (r, Array.Find(Ways, w => w.Fits(r, row)))))
            if (way is not null)
                await Write(round, way, report, Text(report), ct);
            else if (report.Contact is not null)
                round.Letters.Add((report, Text(report)));
        round.Letters.AddRange(
            follows.Select(f => (f, words.ToFollower(moved.Action, row.PostTitle, said, CultureInfo.GetCultureInfo(f.Language))))
        );
        await Send(round, ct);

        string Text(Report report) =>
            words.Message(moved.Action, row.PostTitle, said, report.ReceiptNo, CultureInfo.GetCultureInfo(report.Language));
    }

    /// <summary>An answer to a rating is for who rated, nobody else.</summary>
    private static async Task<List<Report>> WhoRated(GezhiDb db, List<Report> reports, int sequence, CancellationToken ct)
    {
        var ids = reports.ConvertAll(r => r.Id);
        var rated = await db.Set<Review>().Where(v => ids.Contains(v.ReportId) && v.No == sequence).Select(v => v.ReportId).ToListAsync(ct);
        return reports.FindAll(r => rated.Contains(r.Id));
    }

    /// <summary>One step being told.</summary>
    private sealed record Round(GezhiDb Db, TimelineRow Step, DateTime Now)
    {
        /// <summary>What goes out by a sender, and its words.</summary>
        public List<(Report Report, string Text)> Letters { get; } = [];

        /// <summary>Numbers whose people want no messages.</summary>
        public HashSet<string> Stopped { get; set; } = [];

        /// <summary>Phones nobody proved that have had enough for today, see <see cref="TypedPhones"/>.</summary>
        public HashSet<string> Enough { get; set; } = [];

        /// <summary>When each of them may hear.</summary>
        public Func<Report, DateTime> TimeOf { get; set; } = null!;

        /// <summary>Claimed here, not sent yet.</summary>
        public Dictionary<Guid, Notice> Mine { get; set; } = [];
    }

    /// <summary>Those who only want to hear, and by message, are told like a reporter, with a number of their own that opens nothing.</summary>
    private static async Task<List<Report>> Followers(GezhiDb db, Guid caseId, CancellationToken ct)
    {
        var follows = await db.Set<Follow>().AsNoTracking().Where(f => f.CaseId == caseId && f.Medium == Media.Sms).ToListAsync(ct);
        return follows.ConvertAll(f => new Report
        {
            DistrictId = f.DistrictId,
            Id = f.Id,
            CaseId = f.CaseId,
            Contact = f.Contact,
            ContactIndex = f.ContactIndex,
            Language = f.Language,
        });
    }

    /// <summary>The answer and its notice in one transaction; another delivery that was faster has written the same.</summary>
    private static async Task Write(Round round, IWayBack way, Report report, string text, CancellationToken ct)
    {
        var (db, step) = (round.Db, round.Step);
        if (await NoticeClaims.Find(db, report, step, ct) is not null)
            return;
        db.Add(NoticeOf(report, step, way.Medium, round.Now, isSent: true));
        await way.Stage(db, report, step, text, round.Now, ct);
        try
        {
            await db.Save(ct);
        }
        catch (DuplicateKey)
        {
            db.ForgetAppended();
            foreach (var row in db.ChangeTracker.Entries().Where(e => e.State == EntityState.Added).ToList())
                row.State = EntityState.Detached;
        }
    }

    private async Task Send(Round round, CancellationToken ct)
    {
        if (round.Letters.Count == 0)
            return;
        if (sender.IsReady)
            round.Stopped = await StoppedAddress.Among(round.Db, cipher, round.Letters.Select(l => PhoneOf(round.Db, l.Report)), ct);
        round.TimeOf = await times.Of(round.Db, round.Letters.ConvertAll(l => l.Report), round.Step, round.Now, ct);
        if (sender.IsReady && round.Step.Action != CaseAction.Depart) // somebody is about to ring
            round.Enough = await typed.Over(round.Db, round.Letters.ConvertAll(l => l.Report), round.Now, ct);
        round.Mine = await NoticeClaims.ClaimAll(round.Db, round.Letters.Select(l => l.Report), round.Step, r => New(round, r), ct);
        var waits = false;
        foreach (var (report, text) in round.Letters)
            waits |= !await Tell(round, report, text, ct);
        if (waits)
            throw new MessageNotSent("another delivery is sending");
    }

    /// <summary>False: somebody else is at it, and it is not known yet whether they succeed.</summary>
    private async Task<bool> Tell(Round round, Report report, string text, CancellationToken ct)
    {
        var db = round.Db;
        if (!round.Mine.Remove(report.Id, out var notice))
        {
            notice = await NoticeClaims.Find(db, report, round.Step, ct);
            if (notice is { IsSent: true } or { Medium: Notice.NoMedium or Notice.Stopped })
                return true;
            var isClaimed = notice is null
                ? await NoticeClaims.Claim(db, notice = New(round, report), ct)
                : await NoticeClaims.TakeOver(db, notice, round.Now, ct);
            if (!isClaimed)
                return false;
        }
        if (notice.Medium is Notice.NoMedium or Notice.Stopped)
            return true;
        try
        {
            await Out(round, report, text, ct);
        }
        catch (MessageNotSent)
        {
            db.RemoveRange([notice, .. round.Mine.Values.Where(n => n.Medium == "sms")]); // also what was claimed and not reached yet
            await db.Save(ct);
            throw;
        }
        notice.IsSent = true;
        await db.Save(CancellationToken.None); // it is out: a stop at this moment must not send it again
        return true;
    }

    /// <summary>At once, or into the outgoing post until it may be read.</summary>
    private async Task Out(Round round, Report report, string text, CancellationToken ct)
    {
        var phone = PhoneOf(round.Db, report);
        if (report.ContactIndex is { } index && round.Enough.Contains(Convert.ToHexString(index)))
            await round.Db.Post(Tomorrow(Later(report, phone, text, times.Tomorrow(round.Now)), index), cipher, round.Now, ct);
        else if (round.TimeOf(report) is var at && at > round.Now)
            await round.Db.Post(Later(report, phone, text, at), cipher, round.Now, ct);
        else
            await sender.Send("sms", phone, text, ct);
    }

    /// <summary>Whatever else this phone is to hear comes with it in one message.</summary>
    private static Post Tomorrow(Post post, byte[] contactIndex) => post with { OwnerId = new Guid(contactIndex), GatherKey = "enough" };

    private static Post Later(Report report, string phone, string text, DateTime at) =>
        new(Media.Sms, "report.step", report.Id, phone, "", text, at)
        {
            GatherKey = "steps",
            MoreText = text.Replace("【格治】", "", StringComparison.Ordinal),
        };

    private Notice New(Round round, Report report)
    {
        if (!sender.IsReady && Interlocked.Exchange(ref warned, 1) == 0)
            Log.NoSender(log);
        var medium =
            !sender.IsReady ? Notice.NoMedium
            : round.Stopped.Contains(PhoneOf(round.Db, report)) ? Notice.Stopped
            : "sms";
        return NoticeOf(report, round.Step, medium, round.Now, isSent: false);
    }

    private string PhoneOf(GezhiDb db, Report report) => cipher.Open(db.DistrictId, Reporting.ContactFields.Reporter, report.Contact)!;

    private static Notice NoticeOf(Report report, TimelineRow step, string medium, DateTime at, bool isSent) =>
        new()
        {
            DistrictId = report.DistrictId,
            ReportId = report.Id,
            CaseId = step.CaseId,
            Sequence = step.Sequence,
            Medium = medium,
            At = at,
            IsSent = isSent,
        };
}
