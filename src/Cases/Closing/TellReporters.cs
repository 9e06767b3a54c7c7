using System.Globalization;
using Gezhi.Cases.Contract;
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
/// In quiet hours, and while steps follow each other closely, it is put into the outgoing post instead, together with what waits there.
/// </remarks>
public sealed class TellReporters(
    IMessageSender sender,
    FieldCipher cipher,
    PublicWords words,
    ReporterTimes times,
    ILogger<TellReporters> log
) : IEventHandler
{
    /// <summary>Longer than a gateway takes to answer.</summary>
    public static readonly TimeSpan Abandoned = TimeSpan.FromMinutes(1);

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
        if (reports.Count == 0)
            return;
        var row = await db.Timeline.AsNoTracking().FirstAsync(t => t.CaseId == happened.SubjectId && t.Sequence == moved.Sequence, ct);
        var said = await db
            .TimelineTexts.Where(t => t.CaseId == happened.SubjectId && t.Sequence == moved.Sequence)
            .Select(t => t.PublicText)
            .FirstOrDefaultAsync(ct);
        var waits = false;
        foreach (var report in reports)
        {
            var text = words.Message(moved.Action, row.PostTitle, said, report.ReceiptNo, CultureInfo.GetCultureInfo(report.Language));
            waits |= !await Tell(db, report, row, text, now, ct);
        }
        if (waits)
            throw new MessageNotSent("another delivery is sending");
    }

    /// <summary>False: somebody else is at it, and it is not known yet whether they succeed.</summary>
    private async Task<bool> Tell(GezhiDb db, Report report, TimelineRow step, string text, DateTime now, CancellationToken ct)
    {
        var notice = await db.Set<Notice>()
            .FirstOrDefaultAsync(n => n.ReportId == report.Id && n.CaseId == step.CaseId && n.Sequence == step.Sequence, ct);
        if (notice is { IsSent: true } or { Medium: Notice.NoMedium or Notice.Stopped })
            return true;
        var phone = cipher.Open(db.DistrictId, Reporting.ContactFields.Reporter, report.Contact)!;
        var isStopped = await StoppedAddress.Holds(db, cipher, phone, ct);
        if (notice is null ? !await Claim(db, notice = New(report, step, isStopped, now), ct) : !await TakeOver(db, notice, now, ct))
            return false;
        if (notice.Medium is Notice.NoMedium or Notice.Stopped)
            return true;
        try
        {
            if (await times.At(db, report, step, now, ct) is var at && at > now)
                await db.Post(Later(report, phone, text, at), cipher, now, ct);
            else
                await sender.Send("sms", phone, text, ct);
        }
        catch (MessageNotSent)
        {
            db.Remove(notice);
            await db.Save(ct);
            throw;
        }
        notice.IsSent = true;
        await db.Save(CancellationToken.None); // it is out: a stop at this moment must not send it again
        return true;
    }

    private static Post Later(Report report, string phone, string text, DateTime at) =>
        new(Media.Sms, "report.step", report.Id, phone, "", text, at)
        {
            GatherKey = "steps",
            MoreText = text.Replace("【格治】", "", StringComparison.Ordinal),
        };

    private Notice New(Report report, TimelineRow step, bool isStopped, DateTime now)
    {
        if (!sender.IsReady && Interlocked.Exchange(ref warned, 1) == 0)
            Log.NoSender(log);
        return new Notice
        {
            DistrictId = report.DistrictId,
            ReportId = report.Id,
            CaseId = step.CaseId,
            Sequence = step.Sequence,
            Medium =
                !sender.IsReady ? Notice.NoMedium
                : isStopped ? Notice.Stopped
                : "sms",
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
