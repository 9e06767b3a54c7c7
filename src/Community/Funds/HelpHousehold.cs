using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Community.Funds;

/// <summary>A household in need: asked for by one, checked by another, helped, thanked for, closed. 困难救助办理</summary>
public sealed class HelpHousehold(CommunityDesk desk, KeepFund funds, FieldCipher cipher)
{
    /// <param name="PublicWords">For everybody: no names, no address.</param>
    /// <param name="CaseNo">Number of the case that it came of.</param>
    public sealed record Asking(
        [property: Needed, Longest(HardshipAid.LongestName)] string Name,
        [property: Needed, Longest(HardshipAid.LongestWhy)] string Why,
        [property: Needed, Longest(HardshipAid.LongestPublic)] string PublicWords,
        [property: Needed, Between(1, Money.Most)] long? NeedFen,
        [property: Longest(40)] string? CaseNo = null
    );

    public sealed record Deciding(
        [property: Needed] bool? Grants,
        [property: Needed, Longest(HardshipAid.LongestWhy)] string Words,
        int? Version = null
    );

    /// <param name="Source">Platform, and where the sum can be read.</param>
    public sealed record Quoting(
        [property: Needed, Longest(OutsideCampaign.LongestWords)] string Source,
        [property: Needed, Between(1, Money.Most)] long? Fen,
        [property: Needed] DateOnly? SeenOn
    );

    public sealed record Closing(
        [property: Needed, Longest(HardshipAid.LongestWhy)] string Result,
        [property: Needed, Longest(HardshipAid.LongestWhy)] string Thanks,
        int? Version = null
    );

    public sealed record Opened(string Name, string Why);

    public static void Map(IEndpointRouteBuilder staff)
    {
        staff
            .MapPost(
                "/{fundId:guid}/aids",
                (Guid fundId, Asking command, HttpRequest request, HelpHousehold feature, Actor actor, CancellationToken ct) =>
                    feature.Ask(fundId, command, CommunityDesk.KeyOf(request), actor, ct)
            )
            .WithSummary("提出困难救助 · Ask help for a household");
        staff
            .MapPost(
                "/{fundId:guid}/aids/{aidId:guid}/decision",
                (Guid fundId, Guid aidId, Deciding command, HelpHousehold feature, Actor actor, CancellationToken ct) =>
                    feature.Decide(fundId, aidId, command, actor, ct)
            )
            .WithSummary("核实困难救助 · Grant or refuse, by a second person");
        staff
            .MapPost(
                "/{fundId:guid}/aids/{aidId:guid}/outside",
                (Guid fundId, Guid aidId, Quoting command, HttpRequest request, HelpHousehold feature, Actor actor, CancellationToken ct) =>
                    feature.Quote(fundId, aidId, command, CommunityDesk.KeyOf(request), actor, ct)
            )
            .WithSummary("引用外部筹款 · Quote an outside campaign; never posted");
        staff
            .MapPost(
                "/{fundId:guid}/aids/{aidId:guid}/closing",
                (Guid fundId, Guid aidId, Closing command, HelpHousehold feature, Actor actor, CancellationToken ct) =>
                    feature.Close(fundId, aidId, command, actor, ct)
            )
            .WithSummary("结束救助并致谢 · Close an aid with result and thanks");
        staff
            .MapPost(
                "/{fundId:guid}/aids/{aidId:guid}/opened",
                (Guid fundId, Guid aidId, HelpHousehold feature, Actor actor, CancellationToken ct) =>
                    feature.Open(fundId, aidId, actor, ct)
            )
            .WithSummary("查看受助人 · Who it is, written on the audit trail");
    }

    public Task<KeepFund.Kept> Ask(Guid fundId, Asking command, string? key, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        return funds.Write(
            "aid",
            fundId,
            key,
            command,
            actor,
            fund =>
            {
                fund.DemandOpen();
                var (id, no) = (Ids.New(desk.Now), desk.NewNo());
                var aid = new HardshipAid
                {
                    DistrictId = desk.Db.DistrictId,
                    Id = id,
                    No = no,
                    AreaCode = fund.AreaCode,
                    FundId = fundId,
                    PurposeId = funds.NewPurpose(fundId, no, id).Id,
                    CaseNo = PlainText.CleanLine(command.CaseNo),
                    PublicWords = CommunityDesk.Needed(nameof(command.PublicWords), command.PublicWords),
                    NeedFen = command.NeedFen!.Value,
                    AskedBy = actor.AccountId!.Value,
                    AskedAt = desk.Now,
                };
                aid.Say(
                    Sealed(HardshipAid.NameField, CommunityDesk.Needed(nameof(command.Name), PlainText.CleanLine(command.Name))),
                    Sealed(HardshipAid.WhyField, CommunityDesk.Needed(nameof(command.Why), command.Why))
                );
                desk.Db.Add(aid);
                desk.Db.Audit(actor, "aid.asked", id, no, desk.Now);
                return Task.FromResult(id);
            },
            ct
        );
    }

    /// <exception cref="RuleViolation"><c>aid.decided</c>, <c>payout.two-persons</c>.</exception>
    public async Task<KeepFund.Kept> Decide(Guid fundId, Guid aidId, Deciding command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var (fund, aid) = await Find(fundId, aidId, command.Version, actor, ct);
        var words = CommunityDesk.Needed(nameof(command.Words), command.Words);
        aid.Decide(command.Grants!.Value, actor.AccountId!.Value, KeepFund.Title(actor, fund), words);
        return await Save(aid, command.Grants.Value ? "aid.granted" : "aid.refused", actor, ct);
    }

    public Task<KeepFund.Kept> Quote(Guid fundId, Guid aidId, Quoting command, string? key, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        return funds.Write(
            "outside-campaign",
            fundId,
            key,
            new { aidId, command },
            actor,
            async _ =>
            {
                var (_, aid) = await Find(fundId, aidId, null, actor, ct);
                aid.DemandGranted();
                var quoted = new OutsideCampaign
                {
                    DistrictId = desk.Db.DistrictId,
                    AidId = aidId,
                    Id = Ids.New(desk.Now),
                    Source = CommunityDesk.Needed(nameof(command.Source), PlainText.CleanLine(command.Source)),
                    Fen = command.Fen!.Value,
                    SeenOn = command.SeenOn!.Value,
                };
                desk.Db.Add(quoted);
                desk.Db.Audit(actor, "aid.quoted", aidId, quoted.Source, desk.Now);
                return quoted.Id;
            },
            ct
        );
    }

    /// <exception cref="RuleViolation"><c>aid.not-granted</c>; <c>aid.waiting</c>: a payout waits.</exception>
    public async Task<KeepFund.Kept> Close(Guid fundId, Guid aidId, Closing command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var (_, aid) = await Find(fundId, aidId, command.Version, actor, ct);
        if (await desk.Db.Set<Payout>().AnyAsync(p => p.AidId == aidId && p.State == PayoutState.Proposed, ct))
            throw new RuleViolation("aid.waiting");
        aid.Close(
            CommunityDesk.Needed(nameof(command.Result), command.Result),
            CommunityDesk.Needed(nameof(command.Thanks), command.Thanks),
            desk.Today
        );
        return await Save(aid, "aid.closed", actor, ct);
    }

    public async Task<Opened> Open(Guid fundId, Guid aidId, Actor actor, CancellationToken ct)
    {
        var (_, aid) = await Find(fundId, aidId, null, actor, ct);
        await Save(aid, "aid.opened", actor, ct);
        return new Opened(
            cipher.Open(aid.DistrictId, HardshipAid.NameField, aid.NameSealed) ?? "",
            cipher.Open(aid.DistrictId, HardshipAid.WhyField, aid.WhySealed) ?? ""
        );
    }

    private byte[]? Sealed(string field, string text) => cipher.Seal(desk.Db.DistrictId, field, text);

    private async Task<(Fund Fund, HardshipAid Aid)> Find(Guid fundId, Guid aidId, int? version, Actor actor, CancellationToken ct)
    {
        var fund = await funds.Find(fundId, actor, ct);
        var aid =
            await desk.Db.Set<HardshipAid>().FirstOrDefaultAsync(a => a.FundId == fundId && a.Id == aidId, ct) ?? throw new NotFound("aid");
        CommunityDesk.Seen(aid, version);
        return (fund, aid);
    }

    private async Task<KeepFund.Kept> Save(HardshipAid aid, string action, Actor actor, CancellationToken ct)
    {
        desk.Db.Audit(actor, action, aid.Id, aid.No, desk.Now);
        await desk.Db.Save(ct);
        return new KeepFund.Kept(aid.Id, aid.Version);
    }
}
