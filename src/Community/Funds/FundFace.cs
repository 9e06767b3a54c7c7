using Gezhi.Identity.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Ui.Shells;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Gezhi.Community.Funds;

/// <summary>Charity funds and hardship aid. 慈善基金和困难救助</summary>
internal static class FundServices
{
    /// <summary>Longest notice of a provider, bytes.</summary>
    private const int LongestNotice = 4_096;

    public static IServiceCollection AddFunds(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<Ledger>();
        services.AddScoped<GiveGift>();
        services.AddScoped<KeepFund>();
        services.AddScoped<HelpHousehold>();
        services.AddScoped<ReadFunds>();
        services.AddScoped<IKeptData, GiftKept>();
        services.AddSingleton<FundWords>();
        if (configuration.GetValue("Demo:Enabled", false))
        {
            services.AddScoped<SandboxPayments>();
            services.AddScoped<IPayments>(of => of.GetRequiredService<SandboxPayments>());
        }
        return services.AddSingleton(new NavItem(54, "/community/funds", "慈善基金", Permission.KeepFunds) { Group = NavGroup.Living });
    }

    public static void MapFunds(this IEndpointRouteBuilder routes)
    {
        var staff = routes.MapGroup("/api/community/funds").WithTags("Funds 慈善基金").RequirePermission(Permission.KeepFunds);
        KeepFund.Map(staff);
        HelpHousehold.Map(staff);
        ReadFunds.Map(staff);
        var open = routes.MapGroup("/api").WithTags("Funds 慈善基金").AllowAnonymous().RequireRateLimiting(Contract.GiftLimit.Name);
        open.MapPost(
                "/funds/{fundId:guid}/gifts",
                (Guid fundId, GiveGift.Giving command, HttpRequest request, GiveGift feature, Actor actor, CancellationToken ct) =>
                    feature.Order(fundId, command, CommunityDesk.KeyOf(request), actor, ct)
            )
            .WithSummary("网上捐款 · Order a gift; paid at the provider");
        open.MapPost(
                "/payments/notice",
                async (HttpRequest request, GiveGift feature, CancellationToken ct) =>
                    await feature.Take(await Body(request, ct), request.Headers["X-Signature"].FirstOrDefault(), ct)
            )
            .WithSummary("支付通知 · The payment provider tells that money came");
        if (routes.ServiceProvider.GetService<IServiceProviderIsService>()?.IsService(typeof(SandboxPayments)) == true)
            open.MapPost(
                    "/sandbox/payments/{orderNo}",
                    (string orderNo, SandboxPayments sandbox, CancellationToken ct) => sandbox.Pay(orderNo, ct)
                )
                .WithSummary("沙箱支付 · Pay at the sandbox; answers the notice it sends (demo alone)");
    }

    private static async Task<string> Body(HttpRequest request, CancellationToken ct)
    {
        if (request.ContentLength is > LongestNotice)
            throw new RuleViolation("payment.forged");
        using var reader = new StreamReader(request.Body);
        var text = new char[LongestNotice];
        return new string(text, 0, await reader.ReadBlockAsync(text, ct));
    }
}

/// <summary>Accounts, ways and states in words. 基金用语</summary>
public sealed class FundWords(IStringLocalizer T)
{
    public string Level(CharityLevel level) =>
        level switch
        {
            CharityLevel.None => T["不面向公众募捐"],
            CharityLevel.Directed => T["定向募捐"],
            _ => T["公开募捐"],
        };

    public string Account(FundAccount account) =>
        account switch
        {
            FundAccount.Online => T["支付平台待结算"],
            FundAccount.Bank => T["银行账户"],
            FundAccount.Cash => T["现金"],
            FundAccount.Goods => T["捐赠物资"],
            FundAccount.Gifts => T["捐赠收入"],
            FundAccount.Spent => T["救助和项目支出"],
            FundAccount.Fees => T["手续费"],
            _ => T["待查款"],
        };

    public string Way(GiftWay way) =>
        way switch
        {
            GiftWay.Online => T["网上捐款"],
            GiftWay.Cash => T["现金"],
            GiftWay.Bank => T["转账"],
            _ => T["捐赠物资"],
        };

    /// <summary>What changes the income beside gifts.</summary>
    public string Kind(EntryKind kind) =>
        kind switch
        {
            EntryKind.Refund => T["退款"],
            EntryKind.Reversal => T["冲正"],
            _ => T["认领待查款"],
        };

    public string State(GiftState state) =>
        state switch
        {
            GiftState.Waiting => T["等待支付"],
            GiftState.Received => T["已收到善款"],
            GiftState.Refunded => T["已退款"],
            _ => T["已冲正"],
        };

    public string State(PayoutState state) =>
        state switch
        {
            PayoutState.Proposed => T["等第二人确认"],
            PayoutState.Paid => T["已支付"],
            _ => T["不同意支付"],
        };

    public string State(AidState state) =>
        state switch
        {
            AidState.Asked => T["等另一人核实"],
            AidState.Checked => T["救助中"],
            AidState.Refused => T["核实未通过"],
            _ => T["救助已结束"],
        };
}

/// <summary>Gifts of a signed-in resident, for themselves. 捐赠中的本人信息</summary>
internal sealed class GiftKept(GezhiDb db, ResidentPhones phones, FieldCipher cipher, FundWords words, IStringLocalizer T) : IKeptData
{
    public string Kind => "gift";

    public IReadOnlyList<string> Looks => [];

    public string Purpose(string detail) => detail;

    public async Task<IReadOnlyList<KeptItem>> Of(string phone, CancellationToken ct)
    {
        if (await phones.IdOf(phone, ct) is not { } me)
            return [];
        var gifts = await db.Set<Gift>().AsNoTracking().Where(g => g.ResidentId == me).OrderByDescending(g => g.At).ToListAsync(ct);
        return
        [
            .. gifts.Select(g => new KeptItem(
                Kind,
                g.Id,
                T["捐款 {0} 元", Money.Yuan(g.Fen)],
                T["按您的意愿公示、开具收据"],
                LegalBasis.Consent,
                g.At,
                [
                    new KeptField(T["状态"], words.State(g.State)),
                    .. cipher.Open(g.DistrictId, Gift.DonorField, g.DonorSealed) is { } name
                        ? [new KeptField(T["捐赠人"], name)]
                        : (KeptField[])[],
                ],
                null,
                $"/funds/gifts/{g.No}"
            )),
        ];
    }

    /// <summary>Name and account go; the sum stays on the books.</summary>
    public async Task<bool> Erase(Guid id, string phone, CancellationToken ct)
    {
        if (
            await phones.IdOf(phone, ct) is not { } me
            || await db.Set<Gift>().FirstOrDefaultAsync(g => g.Id == id && g.ResidentId == me, ct) is not { } gift
        )
            return false;
        gift.Forget();
        return true;
    }
}
