using Gezhi.Mediation.Disputes;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Mediation.Steps;

/// <summary>The agreement: drafted, signed once, performed, confirmed by the court. 调解协议</summary>
public sealed class KeepAgreement(DisputeDesk desk)
{
    /// <summary>Most things promised in one agreement.</summary>
    public const int MostDuties = 20;

    private const int DutyEarlyDays = 3;
    private const int CourtEarlyDays = 7;
    private const int FollowUpDays = 7;

    /// <param name="DueOn">Local day.</param>
    /// <param name="AmountFen">Hundredths of a yuan; null: no money.</param>
    public sealed record DutyDraft(
        Guid PartyId,
        [property: Needed, Longest(1000)] string What,
        DateOnly DueOn,
        [property: Between(0, 100_000_000_000)] long? AmountFen = null
    );

    /// <param name="Content">主要事实、争议事项和各方责任.</param>
    /// <param name="Duties">Who owes what until when; replaces what was drafted before.</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record Command(
        AgreementForm Form,
        [property: Needed, Longest(6000)] string Content,
        IReadOnlyList<DutyDraft> Duties,
        int? Version = null
    );

    /// <param name="SignedOn">Local day on which it takes effect; null: today.</param>
    /// <param name="HaveAllSigned">All parties signed, or agreed by word of mouth.</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record Signature(DateOnly? SignedOn = null, bool HaveAllSigned = false, int? Version = null);

    /// <param name="DoneOn">Local day; null: today.</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record Outcome(bool IsDone, DateOnly? DoneOn = null, [property: Longest(1000)] string? Note = null, int? Version = null);

    /// <param name="On">Local day; null: today.</param>
    /// <param name="AreTogether">Both sides apply together.</param>
    /// <param name="Court">Court and number of its decision.</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record CourtCommand(
        CourtStep Step,
        DateOnly? On = null,
        bool AreTogether = false,
        [property: Longest(200)] string? Court = null,
        int? Version = null
    );

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost(
                "/disputes/{disputeId:guid}/agreement",
                (Guid disputeId, Command command, KeepAgreement feature, Actor actor, CancellationToken ct) =>
                    feature.Draft(disputeId, command, actor, ct)
            )
            .WithSummary("起草协议 · Draft the agreement with who owes what until when");
        api.MapPost(
                "/disputes/{disputeId:guid}/agreement/signature",
                (Guid disputeId, Signature command, KeepAgreement feature, Actor actor, CancellationToken ct) =>
                    feature.Sign(disputeId, command, actor, ct)
            )
            .WithSummary("签订协议 · The parties signed, or agreed by word of mouth; from here on no word changes");
        api.MapPost(
                "/disputes/{disputeId:guid}/duties/{dutyId:guid}/outcome",
                (Guid disputeId, Guid dutyId, Outcome command, KeepAgreement feature, Actor actor, CancellationToken ct) =>
                    feature.Fulfil(disputeId, dutyId, command, actor, ct)
            )
            .WithSummary("记录履行 · Write down whether something promised was done");
        api.MapPost(
                "/disputes/{disputeId:guid}/court",
                (Guid disputeId, CourtCommand command, KeepAgreement feature, Actor actor, CancellationToken ct) =>
                    feature.GoToCourt(disputeId, command, actor, ct)
            )
            .WithSummary("司法确认 · Judicial confirmation: Applied (both together, within 30 days), Confirmed, Refused");
    }

    public Task Draft(Guid disputeId, Command command, Actor actor, CancellationToken ct) =>
        desk.Change(
            disputeId,
            command,
            command?.Version,
            DisputeAction.Draft,
            Seat.Mediator,
            actor,
            async (dispute, now) =>
            {
                desk.InTime(dispute);
                if (command!.Duties is null || command.Duties.Count > MostDuties)
                    throw new InvalidInput("Duties", "mediation.duties");
                var parties = (await desk.Parties(dispute.Id, ct)).Select(p => p.Id).ToHashSet();
                foreach (var duty in command.Duties)
                {
                    Input.Check(duty);
                    if (!parties.Contains(duty.PartyId))
                        throw new InvalidInput("Duties", "mediation.duty-party");
                    if (duty.DueOn < desk.Today || duty.DueOn > desk.Today.AddYears(10))
                        throw new InvalidInput("Duties", "mediation.duty-day");
                }
                var agreement = await desk.Db.Set<Agreement>().FirstOrDefaultAsync(a => a.DisputeId == dispute.Id, ct);
                if (agreement is null)
                    desk.Db.Add(agreement = new Agreement { DistrictId = desk.Db.DistrictId, DisputeId = dispute.Id });
                agreement.Form = command.Form;
                agreement.Content = desk.Seal(Agreement.ContentField, command.Content);
                desk.Db.RemoveRange(await Duties(dispute.Id, ct));
                desk.Db.AddRange(
                    command.Duties.Select(
                        (duty, i) =>
                            new AgreedDuty
                            {
                                DistrictId = desk.Db.DistrictId,
                                Id = Ids.New(now),
                                DisputeId = dispute.Id,
                                No = i + 1,
                                PartyId = duty.PartyId,
                                What = desk.Seal(AgreedDuty.WhatField, duty.What),
                                DueOn = duty.DueOn,
                                AmountFen = duty.AmountFen,
                            }
                    )
                );
            },
            ct
        );

    /// <exception cref="RuleViolation"><c>mediation.no-draft</c>, <c>mediation.not-all-signed</c>, <c>mediation.notice-missing</c>, <c>mediation.overdue</c>.</exception>
    public Task Sign(Guid disputeId, Signature command, Actor actor, CancellationToken ct) =>
        desk.Change(
            disputeId,
            command,
            command?.Version,
            DisputeAction.Sign,
            Seat.Mediator,
            actor,
            async (dispute, now) =>
            {
                desk.InTime(dispute);
                var agreement =
                    await desk.Db.Set<Agreement>().FirstOrDefaultAsync(a => a.DisputeId == dispute.Id, ct)
                    ?? throw new RuleViolation("mediation.no-draft");
                if (!command!.HaveAllSigned)
                    throw new RuleViolation("mediation.not-all-signed");
                var parties = await desk.Parties(dispute.Id, ct);
                if (parties.Exists(p => p.NoticeAt is null))
                    throw new RuleViolation("mediation.notice-missing");
                if (parties.Exists(p => p.IdentitySeenAt is null))
                    throw new RuleViolation("mediation.identity-missing");
                var on = command.SignedOn ?? desk.Today;
                if (on > desk.Today || on < desk.Calendar.LocalDay(dispute.AcceptedAt!.Value))
                    throw new InvalidInput("SignedOn", "mediation.signed-on");
                (agreement.SignedOn, agreement.SignedBy) = (on, actor.AccountId);
                var duties = await Duties(dispute.Id, ct);
                agreement.Fingerprint = desk.PrintOf(agreement, parties, duties);
                dispute.Agree(now);
                foreach (var duty in duties)
                {
                    desk.Set(dispute, "duty", desk.Morning(duty.DueOn.AddDays(-DutyEarlyDays)), now, duty.DueOn, duty.Id);
                    desk.Set(dispute, "duty-over", desk.Morning(duty.DueOn.AddDays(1)), now, duty.DueOn, duty.Id);
                }
                desk.Set(dispute, "court", desk.Morning(agreement.CourtUntil!.Value.AddDays(-CourtEarlyDays)), now, agreement.CourtUntil);
                var last = duties.Count == 0 ? on : duties.Max(d => d.DueOn);
                desk.Set(dispute, "follow-up", desk.Morning(last.AddDays(FollowUpDays)), now, last);
            },
            ct
        );

    public Task Fulfil(Guid disputeId, Guid dutyId, Outcome command, Actor actor, CancellationToken ct) =>
        desk.Change(
            disputeId,
            command,
            command?.Version,
            DisputeAction.Fulfil,
            Seat.Mediator,
            actor,
            async (dispute, _) =>
            {
                var duty = (await Duties(dispute.Id, ct)).Find(d => d.Id == dutyId) ?? throw new NotFound("duty");
                var on = command!.DoneOn ?? desk.Today;
                if (on > desk.Today || on < desk.Calendar.LocalDay(dispute.AgreedAt!.Value).AddDays(-DecideScope.Days))
                    throw new InvalidInput("DoneOn", "mediation.held-on");
                if (!command.IsDone && string.IsNullOrWhiteSpace(command.Note))
                    throw new InvalidInput("Note", "input.required");
                (duty.State, duty.DoneOn) = (command.IsDone ? DutyState.Done : DutyState.NotDone, command.IsDone ? on : null);
                duty.Note = desk.Seal(AgreedDuty.NoteField, command.Note);
            },
            ct
        );

    /// <exception cref="RuleViolation"><c>mediation.court-together</c>, <c>mediation.court-late</c>, <c>mediation.court-order</c>.</exception>
    public Task GoToCourt(Guid disputeId, CourtCommand command, Actor actor, CancellationToken ct) =>
        desk.Change(
            disputeId,
            command,
            command?.Version,
            DisputeAction.GoToCourt,
            Seat.Mediator,
            actor,
            async (dispute, _) =>
            {
                var agreement = await desk.Db.Set<Agreement>().FirstOrDefaultAsync(a => a.DisputeId == dispute.Id, ct);
                if (agreement is not { SignedOn: { } signed })
                    throw new RuleViolation("mediation.no-draft");
                var on = command!.On ?? desk.Today;
                if (on > desk.Today || on < signed)
                    throw new InvalidInput("On", "mediation.held-on");
                switch (command.Step)
                {
                    case CourtStep.Applied when agreement.Court == CourtStep.None:
                        if (!command.AreTogether)
                            throw new RuleViolation("mediation.court-together");
                        if (on > agreement.CourtUntil)
                            throw new RuleViolation("mediation.court-late", $"{agreement.CourtUntil:yyyy-MM-dd}");
                        (agreement.Court, agreement.CourtAppliedOn) = (CourtStep.Applied, on);
                        break;
                    case CourtStep.Confirmed
                    or CourtStep.Refused when agreement.Court == CourtStep.Applied && on >= agreement.CourtAppliedOn:
                        (agreement.Court, agreement.CourtDecidedOn) = (command.Step, on);
                        break;
                    default:
                        throw new RuleViolation("mediation.court-order");
                }
                if (!string.IsNullOrWhiteSpace(command.Court))
                    agreement.CourtName = desk.Seal(Agreement.CourtField, command.Court);
            },
            ct
        );

    private Task<List<AgreedDuty>> Duties(Guid disputeId, CancellationToken ct) =>
        desk.Db.Set<AgreedDuty>().Where(d => d.DisputeId == disputeId).OrderBy(d => d.No).ToListAsync(ct);
}

/// <summary>The fingerprint of what was signed. 协议指纹</summary>
internal static class AgreementPrinting
{
    extension(DisputeDesk desk)
    {
        public string PrintOf(Agreement agreement, IEnumerable<Party> parties, IEnumerable<AgreedDuty> duties) =>
            Agreement.Print(
                agreement.Form,
                agreement.SignedOn ?? default,
                desk.Open(Agreement.ContentField, agreement.Content),
                parties.OrderBy(p => p.No).Select(p => (p.Side, desk.Open(Party.NameField, p.Name))),
                duties.OrderBy(d => d.No).Select(d => (d.PartyId, desk.Open(AgreedDuty.WhatField, d.What), d.DueOn, d.AmountFen))
            );

        /// <summary>Whether a phone of the account is a party's.</summary>
        public async Task<bool> IsParty(Guid disputeId, Guid account, CancellationToken ct)
        {
            var phone = await desk.PhoneOf(account, ct);
            return phone is not null && (await desk.Parties(disputeId, ct)).Exists(p => desk.Open(Party.PhoneField, p.Phone) == phone);
        }
    }
}
