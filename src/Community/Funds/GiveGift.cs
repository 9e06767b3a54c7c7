using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Text;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Community.Funds;

/// <summary>A gift over the network: ordered, paid at the provider, told by its notice. 网上捐款</summary>
public sealed class GiveGift(CommunityDesk desk, Ledger ledger, FieldCipher cipher, IEnumerable<IPayments> providers)
{
    /// <summary>Least and most of one gift over the network, fen: one yuan to a hundred thousand.</summary>
    public const int Least = 100;
    public const int Most = 10_000_000;

    /// <param name="Donor">Null or empty: not told.</param>
    /// <param name="ShowsDonor">The name may stand in the public statement.</param>
    public sealed record Giving(
        [property: Needed, Between(Least, Most)] long? Fen,
        Guid? PurposeId = null,
        [property: Longest(Gift.LongestDonor)] string? Donor = null,
        bool ShowsDonor = false
    );

    /// <param name="PayPath">Where to pay.</param>
    public sealed record Ordered(string No, string PayPath);

    /// <param name="Outcome"><c>Taken</c>, <c>Again</c>, or <c>Unclear</c>: kept, but belongs to no open order.</param>
    public sealed record Taken(string Outcome);

    /// <summary>Null: this installation has no provider.</summary>
    public IPayments? Provider { get; } = providers.FirstOrDefault();

    /// <exception cref="RuleViolation"><c>fund.no-online</c>: the fund or the purpose may not collect from everybody, or there is no provider.</exception>
    public async Task<Ordered> Order(Guid fundId, Giving command, string? key, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var fund = await desk.Db.Set<Fund>().AsNoTracking().FirstOrDefaultAsync(f => f.Id == fundId, ct) ?? throw new NotFound("fund");
        var purpose = await Purpose(fundId, command.PurposeId, ct);
        if (!fund.TakesOnline || purpose.AidId is not null || Provider is not { } provider)
            throw new RuleViolation("fund.no-online");
        return await Once.Run(
            desk.Db,
            "gift",
            Once.Bound(key, actor.AccountId, null),
            new { fundId, command },
            desk.Now,
            () =>
            {
                var gift = New(fundId, purpose.Id, GiftWay.Online, command.Fen!.Value, "", command.Donor, command.ShowsDonor, actor);
                return Task.FromResult(new Ordered(gift.No, provider.PayPath(gift)));
            },
            ct
        );
    }

    /// <summary>Takes the provider's notice; repeated, late or at the same moment, the money is posted once.</summary>
    /// <exception cref="RuleViolation"><c>payment.forged</c>: not signed by the provider.</exception>
    /// <exception cref="NotFound">No such order; the provider asks again, and the reconciliation shows it.</exception>
    public async Task<Taken> Take(string body, string? signature, CancellationToken ct)
    {
        var notice = Provider?.Read(body, signature) ?? throw new RuleViolation("payment.forged");
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await Post(notice, ct);
            }
            catch (Exception raced) when (raced is DuplicateKey or StaleVersion && tries < 5)
            {
                desk.Db.Forget();
            }
        }
    }

    private async Task<Taken> Post(PaymentNotice notice, CancellationToken ct)
    {
        var gift = await desk.Db.Set<Gift>().FirstOrDefaultAsync(g => g.No == notice.OrderNo, ct) ?? throw new NotFound("gift");
        if (gift.ProviderNo == notice.ProviderNo || await ledger.Exists($"unclear:{notice.ProviderNo}", ct))
            return new Taken("Again");
        var fits = gift.State == GiftState.Waiting && gift.Fen == notice.Fen;
        if (fits)
            gift.Receive(desk.Now, notice.ProviderNo);
        ledger.Write(
            gift.FundId,
            gift.PurposeId,
            fits ? EntryKind.Gift : EntryKind.Unclear,
            fits ? $"gift:{gift.Id}" : $"unclear:{notice.ProviderNo}",
            FundAccount.Online,
            fits ? FundAccount.Gifts : FundAccount.Unclear,
            notice.Fen,
            gift.No,
            null
        );
        await desk.Db.Save(ct);
        return new Taken(fits ? "Taken" : "Unclear");
    }

    /// <summary>A gift added to the change that is being made.</summary>
    internal Gift New(Guid fundId, Guid purposeId, GiftWay way, long fen, string words, string? donor, bool shows, Actor actor)
    {
        var gift = new Gift
        {
            DistrictId = desk.Db.DistrictId,
            Id = Ids.New(desk.Now),
            FundId = fundId,
            PurposeId = purposeId,
            No = ReceiptNo.New().Value,
            Way = way,
            Fen = fen,
            Words = words,
            At = desk.Now,
        };
        var name = PlainText.CleanLine(donor);
        gift.From(
            cipher.Seal(desk.Db.DistrictId, Gift.DonorField, name.Length > 0 ? name : null),
            shows,
            actor.Kind == ActorKind.Resident ? actor.AccountId : null
        );
        desk.Db.Add(gift);
        return gift;
    }

    /// <summary>A purpose of the fund; null: the first, which is for everything.</summary>
    internal async Task<FundPurpose> Purpose(Guid fundId, Guid? purposeId, CancellationToken ct) =>
        await desk
            .Db.Set<FundPurpose>()
            .AsNoTracking()
            .Where(p => p.FundId == fundId && (purposeId == null || p.Id == purposeId))
            .OrderBy(p => p.Id)
            .FirstOrDefaultAsync(ct)
        ?? throw new NotFound("purpose");
}
