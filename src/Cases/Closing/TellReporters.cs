using System.Globalization;
using System.Text.Json;
using Gezhi.Cases.Contract;
using Gezhi.Platform.Data;
using Gezhi.Platform.Notify;
using Gezhi.Platform.Outbox;
using Gezhi.Platform.Protection;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Closing;

/// <summary>Every reporter of a case hears every public step, also those who were joined. 告知诉求人</summary>
public sealed class TellReporters(IMessageSender sender, FieldCipher cipher, PublicWords words) : IEventHandler
{
    public string Name => "cases.tell-reporters";

    public bool Wants(string kind) => kind == CaseMoved.Kind;

    /// <remarks>Each notice is saved before the next is sent, so a repetition tells nobody twice.</remarks>
    public async Task Handle(EventRow happened, GezhiDb db, DateTime now, CancellationToken ct)
    {
        var moved = JsonSerializer.Deserialize<CaseMoved>(happened.Payload!)!;
        if (!CaseFlow.IsPublic(moved.Action) || moved.Action == CaseAction.Report)
            return;
        var reports = await db
            .Reports.AsNoTracking()
            .Where(r => r.CaseId == happened.SubjectId && r.Contact != null && r.WithdrawnAt == null)
            .ToListAsync(ct);
        if (reports.Count == 0)
            return;
        var told = await db.Set<Notice>()
            .Where(n => n.CaseId == happened.SubjectId && n.Sequence == moved.Sequence)
            .Select(n => n.ReportId)
            .ToListAsync(ct);
        var row = await db.Timeline.AsNoTracking().FirstAsync(t => t.CaseId == happened.SubjectId && t.Sequence == moved.Sequence, ct);
        var said = await db
            .TimelineTexts.Where(t => t.CaseId == happened.SubjectId && t.Sequence == moved.Sequence)
            .Select(t => t.PublicText)
            .FirstOrDefaultAsync(ct);
        foreach (var report in reports.Where(r => !told.Contains(r.Id)))
        {
            var text = words.Message(moved.Action, row.PostTitle, said, report.ReceiptNo, CultureInfo.GetCultureInfo(report.Language));
            await sender.Send("sms", cipher.Open(db.DistrictId, Reporting.ContactFields.Reporter, report.Contact)!, text, ct);
            db.Add(
                new Notice
                {
                    DistrictId = db.DistrictId,
                    ReportId = report.Id,
                    CaseId = happened.SubjectId,
                    Sequence = moved.Sequence,
                    Medium = "sms",
                    At = now,
                    IsSent = true,
                }
            );
            await db.Save(ct);
        }
    }
}
