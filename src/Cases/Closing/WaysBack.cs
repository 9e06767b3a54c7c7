using Gezhi.Cases.Channels;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Messages;
using Gezhi.Cases.Oversight;
using Gezhi.Cases.Timelines;
using Gezhi.Platform;
using Gezhi.Platform.Data;
using Gezhi.Platform.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Closing;

/// <summary>A way by which answers go back that is written down with the notice, in one transaction: nothing leaves the house there and then. 答复去路</summary>
internal interface IWayBack
{
    /// <summary>Stands on the notice, at most 16 characters.</summary>
    string Medium { get; }

    /// <summary>Whether the answer of this step to this report goes by this way.</summary>
    bool Fits(Report report, TimelineRow step);

    /// <summary>Adds the rows; the caller saves them with the notice.</summary>
    Task Stage(GezhiDb db, Report report, TimelineRow step, string text, DateTime now, CancellationToken ct);
}

/// <summary>Back to the connected system it came from: posted, fetched, or in its returned file. 回传来源系统</summary>
internal sealed class WayToSource : IWayBack
{
    public const string Name = "source";

    public string Medium => Name;

    /// <summary>By Open311 everything stands ready to be fetched anyway; a phone that came along is the reporter's own, and hears.</summary>
    public bool Fits(Report report, TimelineRow step) =>
        report is { SourceId: not null } and not { Channel: Channel.Open311, Contact: not null };

    public async Task Stage(GezhiDb db, Report report, TimelineRow step, string text, DateTime now, CancellationToken ct)
    {
        var answer = new SourceAnswer
        {
            DistrictId = db.DistrictId,
            Id = Ids.New(now),
            SourceId = report.SourceId!.Value,
            ReportId = report.Id,
            CaseId = step.CaseId,
            Sequence = step.Sequence,
            ChannelNo = report.ChannelNo,
            ReceiptNo = report.ReceiptNo,
            Action = step.Action,
            Text = text,
            At = step.At,
        };
        db.Add(answer);
        if (await db.Set<ChannelSource>().AnyAsync(s => s.Id == answer.SourceId && s.CallbackUrl != null, ct))
            db.Tell(PostAnswers.Owed, answer.Id, "", now);
    }
}

/// <summary>To the colleague who took it down, and to the leader who instructed it, when the reporter left no phone: the last answer only. 告知记录人</summary>
internal sealed class WayToDesk : IWayBack
{
    public const string Name = "desk";

    public string Medium => Name;

    public bool Fits(Report report, TimelineRow step) =>
        report is { Contact: null, TakenBy: not null }
        && SourceAnswer.IsFinal(step.Action)
        && (step.AccountId != report.TakenBy || report.Channel == Channel.Leader);

    public async Task Stage(GezhiDb db, Report report, TimelineRow step, string text, DateTime now, CancellationToken ct)
    {
        var subject = await db.Cases.AsNoTracking().FirstAsync(c => c.Id == step.CaseId, ct);
        var givers =
            report.Channel == Channel.Leader
                ? await db.Set<Order>()
                    .Where(o => o.CaseId == report.OwnCaseId && o.GivenBy != null)
                    .Select(o => o.GivenBy!.Value)
                    .ToListAsync(ct)
                : [];
        var told = givers.Append(report.TakenBy!.Value).Distinct().Where(account => account != step.AccountId);
        db.Tell(told, MessageKind.AnswerLeft, subject, text, now);
    }
}
