using Gezhi.Mediation.Disputes;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gezhi.Mediation.Steps;

/// <summary>Parties: who they are, that they know their rights, and one field of theirs at a time. 当事人</summary>
public sealed class KeepParties(DisputeDesk desk)
{
    /// <summary>Most parties of one dispute.</summary>
    public const int Most = 20;

    /// <param name="About">性别、年龄、职业, as far as told.</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record Command(
        Side Side,
        [property: Needed, Longest(40)] string Name,
        [property: Longest(40)] string? Phone = null,
        [property: Longest(200)] string? Address = null,
        [property: Longest(200)] string? About = null,
        int? Version = null
    );

    /// <param name="Paper">What was shown; its number is not kept.</param>
    /// <param name="Agent">Who acts for the party and how far; empty: nobody.</param>
    /// <param name="Phone">Put right or added at the same time; empty: as it is.</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record Identity(
        IdentityPaper Paper,
        [property: Longest(200)] string? Agent = null,
        [property: Longest(40)] string? Phone = null,
        int? Version = null
    );

    /// <param name="Version">The version the person saw.</param>
    public sealed record Step(int? Version = null);

    /// <param name="Field">Phone or Address.</param>
    public sealed record Look(PartyField Field, [property: Needed, Longest(100)] string Purpose);

    /// <param name="Value">For the moment; never kept by whoever asks.</param>
    public sealed record Seen(string Value);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost(
                "/disputes/{disputeId:guid}/parties",
                (Guid disputeId, Command command, KeepParties feature, Actor actor, CancellationToken ct) =>
                    feature.Add(disputeId, command, actor, ct)
            )
            .WithSummary("登记当事人 · Add a party");
        api.MapPost(
                "/disputes/{disputeId:guid}/parties/{partyId:guid}/identity",
                (Guid disputeId, Guid partyId, Identity command, KeepParties feature, Actor actor, CancellationToken ct) =>
                    feature.SeeIdentity(disputeId, partyId, command, actor, ct)
            )
            .WithSummary("核对身份 · A party has shown who they are; the number of the paper is not kept");
        api.MapPost(
                "/disputes/{disputeId:guid}/parties/{partyId:guid}/notice",
                (Guid disputeId, Guid partyId, Step command, KeepParties feature, Actor actor, CancellationToken ct) =>
                    feature.GiveNotice(disputeId, partyId, command, actor, ct)
            )
            .WithSummary("告知权利义务 · A party has signed the notice of rights and duties");
        api.MapPost(
                "/disputes/{disputeId:guid}/parties/{partyId:guid}/look",
                (Guid disputeId, Guid partyId, Look command, KeepParties feature, Actor actor, CancellationToken ct) =>
                    feature.LookAt(disputeId, partyId, command, actor, ct)
            )
            .WithSummary("查看电话、住址 · Open one field of a party for a purpose; every opening is on the trail");
    }

    /// <exception cref="RuleViolation"><c>mediation.too-many-parties</c>.</exception>
    public Task Add(Guid disputeId, Command command, Actor actor, CancellationToken ct) =>
        desk.Change(
            disputeId,
            command,
            command?.Version,
            DisputeAction.AddParty,
            Seat.Mediator,
            actor,
            async (dispute, now) =>
            {
                var parties = await desk.Parties(dispute.Id, ct);
                if (parties.Count >= Most)
                    throw new RuleViolation("mediation.too-many-parties", Most);
                var phone = TakeApplication.Number("Phone", command!.Phone);
                Single(parties, phone, null);
                var party = desk.PartyOf(
                    dispute.Id,
                    command.Side,
                    parties.Count + 1,
                    command.Name,
                    phone,
                    command.Address,
                    command.About,
                    false,
                    now
                );
                desk.Db.Add(party);
                await Watch(dispute, [.. parties, party], now, ct);
            },
            ct
        );

    public Task SeeIdentity(Guid disputeId, Guid partyId, Identity command, Actor actor, CancellationToken ct) =>
        desk.Change(
            disputeId,
            command,
            command?.Version,
            DisputeAction.SeeIdentity,
            Seat.Mediator,
            actor,
            async (dispute, now) =>
            {
                var parties = await desk.Parties(dispute.Id, ct);
                var party = parties.Find(p => p.Id == partyId) ?? throw new NotFound("party");
                if (TakeApplication.Number("Phone", command!.Phone) is { } phone)
                {
                    Single(parties, phone, party.Id);
                    party.Phone = desk.Seal(Party.PhoneField, phone);
                    party.PhoneIndex = desk.Cipher.Index(desk.Db.DistrictId, Party.PhoneField, phone);
                }
                (party.Paper, party.IdentitySeenAt) = (command.Paper, now);
                if (!string.IsNullOrWhiteSpace(command.Agent))
                    party.Agent = desk.Seal(Party.AgentField, command.Agent);
                await Watch(dispute, parties, now, ct);
            },
            ct
        );

    public Task GiveNotice(Guid disputeId, Guid partyId, Step command, Actor actor, CancellationToken ct) =>
        desk.Change(
            disputeId,
            command,
            command?.Version,
            DisputeAction.GiveNotice,
            Seat.Mediator,
            actor,
            async (dispute, now) =>
            {
                var party = (await desk.Parties(dispute.Id, ct)).Find(p => p.Id == partyId) ?? throw new NotFound("party");
                if (party.NoticeAt is null)
                    (party.NoticeAt, party.NoticeBy) = (now, NoticeWay.Paper);
            },
            ct
        );

    /// <summary>The row of the trail is saved before the field is opened.</summary>
    public async Task<Seen> LookAt(Guid disputeId, Guid partyId, Look command, Actor actor, CancellationToken ct)
    {
        var (dispute, seat) = await desk.Find(disputeId, actor, ct);
        if (seat < Seat.Mediator)
            throw new NotFound("dispute");
        Input.Check(command);
        var party = (await desk.Parties(dispute.Id, ct)).Find(p => p.Id == partyId) ?? throw new NotFound("party");
        desk.Db.Audit(actor, "mediation.revealed", party.Id, $"{command.Field}：{PlainText.CleanLine(command.Purpose)}", desk.Now);
        await desk.Db.Save(ct);
        return new Seen(
            command.Field == PartyField.Phone ? desk.Open(Party.PhoneField, party.Phone) : desk.Open(Party.AddressField, party.Address)
        );
    }

    /// <summary>One phone stands for one party: whoever proves it would otherwise see both sides.</summary>
    private void Single(IEnumerable<Party> parties, string? phone, Guid? own)
    {
        if (phone is not null && parties.Any(p => p.Id != own && desk.Open(Party.PhoneField, p.Phone) == phone))
            throw new InvalidInput("Phone", "mediation.same-phone");
    }

    /// <summary>A mediator who turns out to be a party is off the dispute in the same save.</summary>
    private async Task Watch(Dispute dispute, IReadOnlyList<Party> parties, DateTime now, CancellationToken ct)
    {
        var before = dispute.MediatorId;
        await desk.FindConflicts(dispute, parties, now, ct);
        if (before is not null && dispute.MediatorId is null)
            await desk.Tell(dispute, "承办调解员需要回避，请另定调解员", headsOnly: true, now, ct);
    }
}

/// <summary>Fields of a party that are opened one at a time. 单项打开的信息</summary>
public enum PartyField
{
    Phone,
    Address,
}
