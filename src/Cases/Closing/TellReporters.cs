using System.Globalization;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Joining;
using Gezhi.Cases.Timelines;
using Gezhi.Platform.Data;
using Gezhi.Platform.Notify;
using Gezhi.Platform.Outbox;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Gezhi.Cases.Closing;

/// <summary>Every reporter of a case hears every public step, also those who were joined. 告知诉求人</summary>
/// <remarks>
/// A notice is claimed before it is sent: two deliveries at once tell nobody twice. Only a claim that nobody finished within
/// <see cref="Abandoned"/> (the process died while sending) is sent again, because the gateway may or may not have had it.
/// </remarks>
public sealed class TellReporters(IMessageSender sender, FieldCipher cipher, PublicWords words, ILogger<TellReporters> log) : IEventHandler
{
    /// <summary>Longer than a gateway takes to answer.</summary>
    public static readonly TimeSpan Abandoned = TimeSpan.FromMinutes(1);

    private const int Chunk = 200;
    private int warned;

    /// <summary>Name in the outbox.</summary>
    public const string Handler = "cases.tell-reporters";

    public string Name => Handler;

    public bool Wants(EventRow happened) =>
        CaseMoved.Of(happened) is { Action: not CaseAction.Report } moved && CaseFlow.IsPublic(moved.Action);

    /// <exception cref="MessageNotSent">The gateway refused, or another delivery is sending at this moment: to be tried again.</exception>
    public async Task Handle(EventRow happened, GezhiDb db, DateTime now, CancellationToken ct)
    {
        var moved = CaseMoved.Of(happened)!;
        var reports = await db
            .Reports.AsNoTracking()
            // A joined case has given its reports away in the same moment; they are told of it all the same.
            .Where(r => (moved.Action == CaseAction.Join ? r.OwnCaseId : r.CaseId) == happened.SubjectId)
            .Where(r => r.Contact != null && r.WithdrawnAt == null)
            .ToListAsync(ct);
        var follows = moved.Action == CaseAction.Join ? [] : await Followers(db, happened.SubjectId, ct);
        if (reports.Count == 0 && follows.Count == 0)
            return;
        var row = await db.Timeline.AsNoTracking().FirstAsync(t => t.CaseId == happened.SubjectId && t.Sequence == moved.Sequence, ct);
        var said = await db
            .TimelineTexts.Where(t => t.CaseId == happened.SubjectId && t.Sequence == moved.Sequence)
            .Select(t => t.PublicText)
            .FirstOrDefaultAsync(ct);
        var mine = await ClaimAll(db, [.. reports, .. follows], row, now, ct);
        var waits = false;
        foreach (var report in reports)
        {
            var text = words.Message(moved.Action, row.PostTitle, said, report.ReceiptNo, CultureInfo.GetCultureInfo(report.Language));
            waits |= !await Tell(db, report, row, text, mine, now, ct);
        }
        foreach (var follow in follows)
        {
            var text = words.ToFollower(moved.Action, row.PostTitle, said, CultureInfo.GetCultureInfo(follow.Language));
            waits |= !await Tell(db, follow, row, text, mine, now, ct);
        }
        if (waits)
            throw new MessageNotSent("another delivery is sending");
    }

    /// <summary>Those who only want to hear are told like a reporter, with a number of their own that opens nothing.</summary>
    private static async Task<List<Report>> Followers(GezhiDb db, Guid caseId, CancellationToken ct)
    {
        var follows = await db.Set<Follow>().AsNoTracking().Where(f => f.CaseId == caseId).ToListAsync(ct);
        return follows.ConvertAll(f => new Report
        {
            DistrictId = f.DistrictId,
            Id = f.Id,
            CaseId = f.CaseId,
            Contact = f.Contact,
            Language = f.Language,
        });
    }

    /// <summary>Claims many at once: a case that thousands reported must not take a commit for each claim.</summary>
    /// <returns>What was claimed here and is still to be sent; empty when another delivery was at the same.</returns>
    private async Task<Dictionary<Guid, Notice>> ClaimAll(
        GezhiDb db,
        List<Report> reports,
        TimelineRow step,
        DateTime now,
        CancellationToken ct
    )
    {
        var known = await db.Set<Notice>()
            .Where(n => n.CaseId == step.CaseId && n.Sequence == step.Sequence)
            .Select(n => n.ReportId)
            .ToListAsync(ct);
        var mine = new Dictionary<Guid, Notice>();
        foreach (var chunk in reports.ExceptBy(known.ToHashSet(), r => r.Id).Chunk(Chunk))
        {
            var claims = chunk.Select(r => New(r, step, now)).ToList();
            db.AddRange(claims);
            try
            {
                await db.Save(ct);
            }
            catch (DuplicateKey)
            {
                foreach (var claim in claims)
                    db.Entry(claim).State = EntityState.Detached;
                break; // somebody else is at it: the rest one by one
            }
            foreach (var claim in claims)
                mine[claim.ReportId] = claim;
        }
        return mine;
    }

    /// <summary>False: somebody else is at it, and it is not known yet whether they succeed.</summary>
    private async Task<bool> Tell(
        GezhiDb db,
        Report report,
        TimelineRow step,
        string text,
        Dictionary<Guid, Notice> mine,
        DateTime now,
        CancellationToken ct
    )
    {
        var isMine = mine.Remove(report.Id, out var notice);
        notice ??= await db.Set<Notice>()
            .FirstOrDefaultAsync(n => n.ReportId == report.Id && n.CaseId == step.CaseId && n.Sequence == step.Sequence, ct);
        if (notice is { IsSent: true } or { Medium: Notice.NoMedium })
            return true;
        var isClaimed =
            isMine || (notice is null ? await Claim(db, notice = New(report, step, now), ct) : await TakeOver(db, notice, now, ct));
        if (!isClaimed)
            return false;
        if (notice!.Medium == Notice.NoMedium)
            return true;
        try
        {
            await sender.Send("sms", cipher.Open(db.DistrictId, Reporting.ContactFields.Reporter, report.Contact)!, text, ct);
        }
        catch (MessageNotSent)
        {
            db.RemoveRange([notice, .. mine.Values.Where(n => n.Medium != Notice.NoMedium)]); // also what was claimed and not reached yet
            await db.Save(ct);
            throw;
        }
        notice.IsSent = true;
        await db.Save(CancellationToken.None); // it is out: a stop at this moment must not send it again
        return true;
    }

    private Notice New(Report report, TimelineRow step, DateTime now)
    {
        if (!sender.IsReady && Interlocked.Exchange(ref warned, 1) == 0)
            Log.NoSender(log);
        return new Notice
        {
            DistrictId = report.DistrictId,
            ReportId = report.Id,
            CaseId = step.CaseId,
            Sequence = step.Sequence,
            Medium = sender.IsReady ? "sms" : Notice.NoMedium,
            At = now,
        };
    }

    private static async Task<bool> Claim(GezhiDb db, Notice notice, CancellationToken ct)
    {
        db.Add(notice);
        try
        {
            await db.Save(ct);
            return true;
        }
        catch (DuplicateKey)
        {
            db.Entry(notice).State = EntityState.Detached;
            return false;
        }
    }

    private static async Task<bool> TakeOver(GezhiDb db, Notice notice, DateTime now, CancellationToken ct)
    {
        var before = notice.At;
        if (now - before < Abandoned)
            return false;
        using (await db.Dialect.WriteTurn(db.Database.CurrentTransaction is not null, ct))
        {
            var mine = db.Set<Notice>().Where(n => n.ReportId == notice.ReportId && n.CaseId == notice.CaseId);
            mine = mine.Where(n => n.Sequence == notice.Sequence && n.At == before && !n.IsSent);
            if (await mine.ExecuteUpdateAsync(n => n.SetProperty(x => x.At, now), ct) != 1)
                return false;
        }
        await db.Entry(notice).ReloadAsync(ct);
        return true;
    }
}
