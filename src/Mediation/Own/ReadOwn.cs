using Gezhi.Identity.Contract;
using Gezhi.Mediation.Disputes;
using Gezhi.Mediation.Steps;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Gezhi.Mediation.Own;

/// <summary>What a party sees online of the own dispute: where it stands, the rights, the agreement and its days; no record, nothing of the other side's. 我的调解</summary>
public sealed class ReadOwn(DisputeDesk desk, ResidentPhones phones, TakeApplication taking, EndDispute ending)
{
    private const int MostListed = 50;

    /// <param name="IsMine">The reader owes it.</param>
    public sealed record Duty(string Who, bool IsMine, string What, DateOnly DueOn, long? AmountFen, DutyState State);

    /// <param name="RefusedBy">Key of the <see cref="ScopeRule"/> by which it was not taken, for who applied; null otherwise.</param>
    /// <param name="Reason">What the committee said to it; empty otherwise.</param>
    /// <param name="Facts">Of the side that applied only, and only its own words.</param>
    /// <param name="Agreement">Empty until signed.</param>
    /// <param name="CourtUntil">Last day for both to go to court together; null until signed.</param>
    public sealed record View(
        Guid Id,
        string No,
        string ReceiptNo,
        string Committee,
        string Kind,
        DisputeState State,
        DisputeEnding? Ending,
        string? RefusedBy,
        string Reason,
        Side Side,
        string OtherSide,
        DateTime AppliedAt,
        DateTime? AcceptedAt,
        DateOnly? DueOn,
        DateTime? NoticeAt,
        string Facts,
        string Requests,
        string Agreement,
        DateOnly? SignedOn,
        string Fingerprint,
        DateOnly? CourtUntil,
        CourtStep Court,
        IReadOnlyList<Duty> Duties,
        bool MayWithdraw,
        int Version
    );

    /// <param name="Version">The version the person saw.</param>
    public sealed record Step(int? Version = null);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("", (ReadOwn feature, Actor actor, CancellationToken ct) => feature.All(actor, ct))
            .WithSummary("我的调解 · Disputes to which the proved phone is a party: the own part");
        api.MapPost(
                "",
                (TakeApplication.Command command, HttpRequest request, ReadOwn feature, Actor actor, CancellationToken ct) =>
                    feature.Apply(command, request.Headers["Idempotency-Key"].FirstOrDefault(), actor, ct)
            )
            .WithSummary("网上申请调解 · Apply for mediation; the phone is the one that was proved");
        api.MapPost(
                "/{disputeId:guid}/notice",
                (Guid disputeId, Step command, ReadOwn feature, Actor actor, CancellationToken ct) =>
                    feature.AcknowledgeNotice(disputeId, command, actor, ct)
            )
            .WithSummary("确认权利义务告知 · The party has read the notice of rights and duties");
        api.MapPost(
                "/{disputeId:guid}/withdrawal",
                (Guid disputeId, Step command, ReadOwn feature, Actor actor, CancellationToken ct) =>
                    feature.Withdraw(disputeId, command, actor, ct)
            )
            .WithSummary("撤回申请 · The applicant takes the application back before there is an agreement");
    }

    public async Task<TakeApplication.Taken> Apply(TakeApplication.Command command, string? key, Actor actor, CancellationToken ct) =>
        await taking.Online(command, await Phone(actor, ct), key, actor, ct);

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<View>> All(Actor actor, CancellationToken ct)
    {
        var views = new List<View>();
        foreach (var (dispute, party) in await OfPhone(await Phone(actor, ct), ct))
            views.Add(await ViewOf(dispute, party, ct));
        return views;
    }

    public async Task AcknowledgeNotice(Guid disputeId, Step command, Actor actor, CancellationToken ct)
    {
        var (dispute, party) = await Find(disputeId, actor, ct);
        Check(dispute, command);
        await desk.Do(
            dispute,
            DisputeAction.GiveNotice,
            actor,
            (_, now) =>
            {
                if (party.NoticeAt is null)
                    (party.NoticeAt, party.NoticeBy) = (now, NoticeWay.Online);
                return Task.CompletedTask;
            },
            ct
        );
    }

    /// <exception cref="RuleViolation"><c>mediation.not-applicant</c>.</exception>
    public async Task Withdraw(Guid disputeId, Step command, Actor actor, CancellationToken ct)
    {
        var (dispute, party) = await Find(disputeId, actor, ct);
        Check(dispute, command);
        if (party.Side != Side.Applicant)
            throw new RuleViolation("mediation.not-applicant");
        await desk.Do(
            dispute,
            DisputeAction.Withdraw,
            actor,
            async (d, now) =>
            {
                await desk.Tell(d, "申请人撤回了调解申请", headsOnly: false, now, ct);
                await ending.TakeBack(d, new EndDispute.Withdrawal(), now, ct);
            },
            ct
        );
    }

    private static void Check(Dispute dispute, Step? command)
    {
        if (command?.Version is { } seen && seen != dispute.Version)
            throw new StaleVersion(dispute.Version);
    }

    private async Task<string> Phone(Actor actor, CancellationToken ct) => await phones.Of(actor, ct) ?? throw new NotFound("resident");

    private async Task<(Dispute Dispute, Party Party)> Find(Guid disputeId, Actor actor, CancellationToken ct)
    {
        var found = (await OfPhone(await Phone(actor, ct), ct)).Find(x => x.Dispute.Id == disputeId);
        return found.Dispute is null ? throw new NotFound("dispute") : found;
    }

    /// <summary>Only where the phone was proved by its owner, or the mediator saw who the party is: a wrongly typed number opens nothing.</summary>
    internal async Task<List<(Dispute Dispute, Party Party)>> OfPhone(string phone, CancellationToken ct)
    {
        var indexes = desk.Cipher.Indexes(desk.Db.DistrictId, Party.PhoneField, phone);
        var parties = (
            await desk
                .Db.Set<Party>()
                .Where(p => p.PhoneIndex != null && indexes.Contains(p.PhoneIndex))
                .OrderByDescending(p => p.Id)
                .Take(MostListed)
                .ToListAsync(ct)
        ).FindAll(p => p.MayLookIn);
        var ids = parties.ConvertAll(p => p.DisputeId);
        var disputes = await desk.Db.Set<Dispute>().Where(d => ids.Contains(d.Id)).ToDictionaryAsync(d => d.Id, ct);
        return
        [
            .. parties.Where(p => disputes.ContainsKey(p.DisputeId)).DistinctBy(p => p.DisputeId).Select(p => (disputes[p.DisputeId], p)),
        ];
    }

    private async Task<View> ViewOf(Dispute dispute, Party me, CancellationToken ct)
    {
        var parties = await desk.Parties(dispute.Id, ct);
        var agreement = await desk
            .Db.Set<Agreement>()
            .AsNoTracking()
            .FirstOrDefaultAsync(a => a.DisputeId == dispute.Id && a.SignedOn != null, ct);
        var duties = agreement is null
            ? []
            : await desk.Db.Set<AgreedDuty>().AsNoTracking().Where(d => d.DisputeId == dispute.Id).OrderBy(d => d.No).ToListAsync(ct);
        var answer =
            me.Side == Side.Applicant && dispute.Ending == DisputeEnding.NotTaken
                ? desk.Open(Dispute.ReasonField, dispute.Reason).Split('\n', 2)
                : [];
        var isApplicant = me.Side == Side.Applicant && me.IsPhoneProved;
        return new View(
            dispute.Id,
            DisputeDesk.NoOf(dispute),
            me.Side == Side.Applicant ? ReceiptNo.Parse(dispute.ReceiptNo).Display : "",
            await desk.CommitteeName(dispute.CommitteeCode, ct),
            dispute.Kind,
            dispute.State,
            dispute.Ending,
            answer.Length == 2 ? answer[0] : null,
            answer.LastOrDefault(""),
            me.Side,
            string.Join("、", parties.Where(p => p.Side != me.Side).Select(p => desk.Open(Party.NameField, p.Name))),
            dispute.AppliedAt,
            dispute.AcceptedAt,
            dispute.DueOn,
            me.NoticeAt,
            isApplicant ? desk.Open(Dispute.FactsField, dispute.Facts) : "",
            isApplicant ? desk.Open(Dispute.RequestsField, dispute.Requests) : "",
            desk.Open(Agreement.ContentField, agreement?.Content),
            agreement?.SignedOn,
            agreement?.Fingerprint ?? "",
            agreement?.CourtUntil,
            agreement?.Court ?? CourtStep.None,
            [
                .. duties.Select(d => new Duty(
                    desk.Open(Party.NameField, parties.Find(p => p.Id == d.PartyId)?.Name),
                    d.PartyId == me.Id,
                    desk.Open(AgreedDuty.WhatField, d.What),
                    d.DueOn,
                    d.AmountFen,
                    d.State
                )),
            ],
            me.Side == Side.Applicant && DisputeFlow.Allows(dispute.State, DisputeAction.Withdraw),
            dispute.Version
        );
    }
}

/// <summary>Disputes to which the phone is a party: the own name, phone and address. 调解中的本人信息</summary>
internal sealed class DisputesKept(ReadOwn own, DisputeDesk desk, IStringLocalizer T) : IKeptData
{
    public string Kind => "dispute";

    public IReadOnlyList<string> Looks => [];

    public string Purpose(string detail) => detail;

    public async Task<IReadOnlyList<KeptItem>> Of(string phone, CancellationToken ct) =>
        [
            .. (await own.OfPhone(phone, ct)).Select(x => new KeptItem(
                Kind,
                x.Dispute.Id,
                T["一件人民调解"],
                T["调解您参加的纠纷，督促履行协议"],
                LegalBasis.StatutoryDuty,
                x.Dispute.AppliedAt,
                [
                    new(T["姓名"], desk.Open(Party.NameField, x.Party.Name)),
                    new(T["联系电话"], phone, Mask.Phone(phone)),
                    new(T["住址"], desk.Open(Party.AddressField, x.Party.Address)),
                ],
                T["调解卷宗依法保管，期满自动清除。"],
                "/my/mediation"
            )),
        ];

    /// <summary>The law wants the dossier kept; its end is a timer's.</summary>
    public Task<bool> Erase(Guid id, string phone, CancellationToken ct) => Task.FromResult(false);
}
