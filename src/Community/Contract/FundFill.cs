using Gezhi.Community.Funds;
using Gezhi.Platform;
using Gezhi.Platform.Data;
using Gezhi.Platform.Text;

namespace Gezhi.Community.Contract;

/// <summary>Writes a charity fund with its first gifts for the seed town. 慈善基金示例写入</summary>
/// <remarks>For programs that run on the machine itself; no endpoint leads here. Adds to the change that is being made, the caller saves.</remarks>
public sealed class FundFill(GezhiDb db, Ledger ledger)
{
    /// <param name="areaCode">Community, 12 digits.</param>
    /// <param name="byTitle">Post that enters the gifts.</param>
    /// <param name="now">UTC.</param>
    public void Fill(string areaCode, string byTitle, DateTime now)
    {
        var fund = new Fund
        {
            DistrictId = db.DistrictId,
            Id = Ids.New(now),
            AreaCode = areaCode,
            Name = "邻里互助慈善基金（示例）",
            Words = "帮助突然遇到困难的邻居，支持为老为小的社区项目。",
            CreatedAt = now,
        };
        fund.Hang("市慈善总会（示例）", "SL-2026-01", CharityLevel.Public);
        db.Add(fund);
        var purpose = new FundPurpose
        {
            DistrictId = db.DistrictId,
            FundId = fund.Id,
            Id = Ids.New(now),
            Title = KeepFund.Everything,
        };
        db.Add(purpose);
        Give(fund, purpose, GiftWay.Cash, FundAccount.Cash, 128_600, "邻居节义卖捐款箱", byTitle, now);
        Give(fund, purpose, GiftWay.Goods, FundAccount.Goods, 60_000, "大米 20 袋，按市价", byTitle, now);
    }

    private void Give(Fund fund, FundPurpose purpose, GiftWay way, FundAccount place, long fen, string words, string byTitle, DateTime now)
    {
        var gift = new Gift
        {
            DistrictId = db.DistrictId,
            Id = Ids.New(now),
            FundId = fund.Id,
            PurposeId = purpose.Id,
            No = ReceiptNo.New().Value,
            Way = way,
            Fen = fen,
            Words = words,
            At = now,
        };
        gift.Receive(now, null);
        db.Add(gift);
        ledger.Write(fund.Id, purpose.Id, EntryKind.Gift, $"gift:{gift.Id}", place, FundAccount.Gifts, fen, words, byTitle);
    }
}
