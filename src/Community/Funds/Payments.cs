using System.Security.Cryptography;
using System.Text.Json;
using Gezhi.Platform;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Community.Funds;

/// <summary>What a payment provider tells when money came. 支付通知</summary>
/// <param name="OrderNo">Number of the gift.</param>
/// <param name="ProviderNo">Number of the payment at the provider; the same in every repetition.</param>
/// <param name="Fen">What was paid.</param>
public sealed record PaymentNotice(string OrderNo, string ProviderNo, long Fen);

/// <summary>One line of the provider's own books. 对账单行</summary>
/// <param name="Fen">Below zero for a refund.</param>
public sealed record ProviderLine(string No, string OrderNo, long Fen, DateOnly On);

/// <summary>A payment provider: one adapter each. 支付渠道</summary>
public interface IPayments
{
    /// <summary>Shown to givers; true where no real money moves.</summary>
    bool IsTrial { get; }

    /// <summary>Where the giver pays.</summary>
    string PayPath(Gift gift);

    /// <summary>Null: not signed by the provider.</summary>
    PaymentNotice? Read(string body, string? signature);

    /// <summary>Sends the money of a gift back.</summary>
    /// <returns>Number of the refund; the same when asked again.</returns>
    /// <exception cref="RuleViolation"><c>payment.not-there</c>.</exception>
    Task<string> Refund(string orderNo, CancellationToken ct);

    /// <summary>The provider's books, all days up to and with <paramref name="until"/>.</summary>
    Task<IReadOnlyList<ProviderLine>> Books(DateOnly until, CancellationToken ct);
}

/// <summary>A payment at the sandbox. 沙箱支付</summary>
public sealed class SandboxPayment : ITenantRow, IVersioned
{
    public int DistrictId { get; init; }
    public string OrderNo { get; init; } = "";
    public string ProviderNo { get; init; } = "";
    public long Fen { get; init; }

    /// <summary>Local day.</summary>
    public DateOnly PaidOn { get; init; }
    public string? RefundNo { get; private set; }

    /// <summary>Local day; null: not refunded.</summary>
    public DateOnly? RefundedOn { get; private set; }
    public int Version { get; set; } = 1;

    internal void Refund(string no, DateOnly today) => (RefundNo, RefundedOn) = (no, today);
}

/// <summary>A provider for trying out: pays at the press of a button, signs its notices, refunds, keeps its own books. 沙箱支付渠道</summary>
/// <remarks>Registered in demo mode alone, which production refuses. Notices are JSON signed with an HMAC of the installation's key, Base64.</remarks>
public sealed class SandboxPayments(CommunityDesk desk, FieldCipher cipher) : IPayments
{
    private const string SignedField = "community.payment.notice";

    /// <param name="Body">JSON of a <see cref="PaymentNotice"/>.</param>
    public sealed record Signed(string Body, string Signature);

    public bool IsTrial => true;

    public string PayPath(Gift gift) => $"/sandbox/pay/{gift.No}";

    public PaymentNotice? Read(string body, string? signature)
    {
        var said = new byte[64];
        if (
            signature is not { Length: <= 80 }
            || !Convert.TryFromBase64String(signature, said, out var length)
            || !CryptographicOperations.FixedTimeEquals(said.AsSpan(0, length), cipher.Mark(desk.Db.DistrictId, SignedField, body))
        )
            return null;
        return JsonSerializer.Deserialize<PaymentNotice>(body);
    }

    /// <summary>Pays an order; twice is once.</summary>
    /// <returns>The notice that the provider sends, and sends again until it is taken.</returns>
    /// <exception cref="NotFound">No such order.</exception>
    public async Task<Signed> Pay(string orderNo, CancellationToken ct)
    {
        var gift =
            await desk.Db.Set<Gift>().AsNoTracking().FirstOrDefaultAsync(g => g.No == orderNo && g.Way == GiftWay.Online, ct)
            ?? throw new NotFound("gift");
        var payment = await Of(orderNo, ct);
        if (payment is null)
        {
            payment = new SandboxPayment
            {
                DistrictId = desk.Db.DistrictId,
                OrderNo = orderNo,
                ProviderNo = "SB" + Ids.New(desk.Now).ToString("N"),
                Fen = gift.Fen,
                PaidOn = desk.Today,
            };
            desk.Db.Add(payment);
            try
            {
                await desk.Db.Save(ct);
            }
            catch (DuplicateKey)
            {
                desk.Db.Forget();
                payment = (await Of(orderNo, ct))!;
            }
        }
        return Sign(new PaymentNotice(orderNo, payment.ProviderNo, payment.Fen));
    }

    public async Task<string> Refund(string orderNo, CancellationToken ct)
    {
        var payment = await Of(orderNo, ct) ?? throw new RuleViolation("payment.not-there");
        if (payment.RefundNo is null)
            payment.Refund("RF" + Ids.New(desk.Now).ToString("N"), desk.Today);
        return payment.RefundNo!;
    }

    public async Task<IReadOnlyList<ProviderLine>> Books(DateOnly until, CancellationToken ct)
    {
        var all = await desk.Db.Set<SandboxPayment>().AsNoTracking().Where(p => p.PaidOn <= until).ToListAsync(ct);
        return
        [
            .. all.Select(p => new ProviderLine(p.ProviderNo, p.OrderNo, p.Fen, p.PaidOn)),
            .. all.Where(p => p.RefundedOn <= until).Select(p => new ProviderLine(p.RefundNo!, p.OrderNo, -p.Fen, p.RefundedOn!.Value)),
        ];
    }

    /// <summary>A notice as the provider signs it.</summary>
    internal Signed Sign(PaymentNotice notice)
    {
        var body = JsonSerializer.Serialize(notice);
        return new Signed(body, Convert.ToBase64String(cipher.Mark(desk.Db.DistrictId, SignedField, body)));
    }

    private Task<SandboxPayment?> Of(string orderNo, CancellationToken ct) =>
        desk.Db.Set<SandboxPayment>().FirstOrDefaultAsync(p => p.OrderNo == orderNo, ct);
}

internal sealed class SandboxPaymentTable : IEntityTypeConfiguration<SandboxPayment>
{
    public void Configure(EntityTypeBuilder<SandboxPayment> row)
    {
        row.ToTable("community_sandbox_payment");
        row.HasKey(p => new { p.DistrictId, p.OrderNo });
        row.Property(p => p.OrderNo).HasMaxLength(12);
        row.Property(p => p.ProviderNo).HasMaxLength(40);
        row.Property(p => p.RefundNo).HasMaxLength(40);
    }
}
