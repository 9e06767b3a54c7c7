using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Gezhi.Mediation.Disputes;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Mediation.Steps;

/// <summary>Writes a page of the dossier: investigation, separate and joint sessions, evidence, follow-up. 卷内记录</summary>
/// <remarks>Appended, never changed. What one side said alone is shown to its mediator and committee, and to no party and no helper, not even to that side.</remarks>
public sealed class KeepRecords(DisputeDesk desk)
{
    /// <param name="PartyId">Whose separate session it was; needed for <see cref="RecordKind.Apart"/> only.</param>
    /// <param name="HeldOn">Local day; null: today.</param>
    /// <param name="Present">Who was there.</param>
    /// <param name="Papers">Sheets of paper laid into the folder for it.</param>
    /// <param name="CorrectsId">The record that this one puts right; kind and party are that one's.</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record Command(
        RecordKind Kind,
        [property: Needed, Longest(8000)] string Content,
        Guid? PartyId = null,
        DateOnly? HeldOn = null,
        [property: Longest(400)] string? Present = null,
        [property: Between(0, 500)] int Papers = 0,
        Guid? CorrectsId = null,
        int? Version = null
    );

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/disputes/{disputeId:guid}/records",
                (Guid disputeId, Command command, KeepRecords feature, Actor actor, CancellationToken ct) =>
                    feature.Run(disputeId, command, actor, ct)
            )
            .WithSummary(
                "写入卷内记录 · Append a record (kind: Investigation, Evidence, Apart, Together, Performance, FollowUp, Court, Note); corrections are records of their own"
            );

    /// <exception cref="RuleViolation"><c>mediation.no-mediator</c>, <c>mediation.notice-missing</c>, <c>mediation.party-missing</c>, <c>mediation.overdue</c>.</exception>
    public Task Run(Guid disputeId, Command command, Actor actor, CancellationToken ct) =>
        desk.Change(
            disputeId,
            command,
            command?.Version,
            ActionOf(command),
            Seat.Mediator,
            actor,
            (dispute, now) => Write(dispute, command!, actor, now, ct),
            ct
        );

    private static DisputeAction ActionOf(Command? command) =>
        command switch
        {
            { CorrectsId: not null } => DisputeAction.Correct,
            { Kind: RecordKind.Apart } => DisputeAction.MeetApart,
            { Kind: RecordKind.Together } => DisputeAction.MeetTogether,
            { Kind: RecordKind.FollowUp } => DisputeAction.FollowUp,
            { Kind: RecordKind.Performance } => DisputeAction.Fulfil,
            { Kind: RecordKind.Court } => DisputeAction.GoToCourt,
            { Kind: RecordKind.Note } => DisputeAction.Correct,
            _ => DisputeAction.Investigate,
        };

    private async Task Write(Dispute dispute, Command command, Actor actor, DateTime now, CancellationToken ct)
    {
        var parties = await desk.Parties(dispute.Id, ct);
        var (kind, partyId) = (command.Kind, command.PartyId);
        if (command.CorrectsId is { } wrong)
        {
            var first =
                await desk.Db.Set<DisputeRecord>().AsNoTracking().FirstOrDefaultAsync(r => r.Id == wrong && r.DisputeId == dispute.Id, ct)
                ?? throw new NotFound("record");
            (kind, partyId) = (first.Kind, first.PartyId);
        }
        else
            Check(dispute, kind, partyId, parties);
        var on = command.HeldOn ?? desk.Today;
        if (on > desk.Today || on < desk.Calendar.LocalDay(dispute.AppliedAt).AddDays(-1))
            throw new InvalidInput("HeldOn", "mediation.held-on");
        desk.Db.Add(desk.RecordOf(dispute.Id, kind, partyId, on, command, actor.AccountId!.Value, now));
    }

    private void Check(Dispute dispute, RecordKind kind, Guid? partyId, List<Party> parties)
    {
        if (kind == RecordKind.Apart != partyId is not null)
            throw new InvalidInput("PartyId", kind == RecordKind.Apart ? "input.required" : "input.invalid");
        var party = partyId is null ? null : parties.Find(p => p.Id == partyId) ?? throw new NotFound("party");
        if (kind is not (RecordKind.Apart or RecordKind.Together))
            return;
        desk.InTime(dispute);
        if (dispute.MediatorId is null)
            throw new RuleViolation("mediation.no-mediator");
        if (parties.Select(p => p.Side).Distinct().Count() < 2)
            throw new RuleViolation("mediation.party-missing");
        if (party is { NoticeAt: null } || (party is null && parties.Any(p => p.NoticeAt is null)))
            throw new RuleViolation("mediation.notice-missing");
    }
}

/// <summary>Writing a record down. 写记录</summary>
internal static class RecordWriting
{
    extension(DisputeDesk desk)
    {
        public DisputeRecord RecordOf(
            Guid disputeId,
            RecordKind kind,
            Guid? partyId,
            DateOnly heldOn,
            KeepRecords.Command command,
            Guid by,
            DateTime now
        ) =>
            new()
            {
                DistrictId = desk.Db.DistrictId,
                Id = Ids.New(now),
                DisputeId = disputeId,
                Kind = kind,
                PartyId = partyId,
                HeldAt = desk.At(heldOn, 12),
                Content = desk.Seal(DisputeRecord.ContentField, command.Content),
                Present = desk.Seal(DisputeRecord.PresentField, command.Present),
                Papers = command.Papers,
                CorrectsId = command.CorrectsId,
                Fingerprint = Print(kind, heldOn, PlainText.Clean(command.Content), PlainText.Clean(command.Present)),
                WrittenBy = by,
                WrittenAt = now,
            };

        /// <summary>Whether a record still says what was written.</summary>
        public bool IsUnchanged(DisputeRecord record) =>
            record.Fingerprint
            == Print(
                record.Kind,
                desk.Calendar.LocalDay(record.HeldAt),
                desk.Open(DisputeRecord.ContentField, record.Content),
                desk.Open(DisputeRecord.PresentField, record.Present)
            );
    }

    private static string Print(RecordKind kind, DateOnly on, string content, string present) =>
        Convert.ToHexStringLower(
            SHA256.HashData(
                Encoding.UTF8.GetBytes(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"gezhi-record-1\n{kind}\n{on:yyyy-MM-dd}\n{content.Length}\n{content}\n{present}"
                    )
                )
            )
        );
}
