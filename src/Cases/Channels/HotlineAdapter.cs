using Gezhi.Cases.Contract;
using Gezhi.Platform.Geo;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Http;

namespace Gezhi.Cases.Channels;

/// <summary>The 12345 hotline hands an order over. 12345 热线工单</summary>
/// <remarks>
/// An order is never refused for its place or category: the hotline promised the caller an answer (首接负责制). A number that cannot be called is left out;
/// the answer goes back through the hotline anyway.
/// </remarks>
internal sealed class HotlineAdapter : ChannelAdapter
{
    public override Channel Channel => Channel.Hotline;

    public override string Path => "hotline";

    /// <param name="OrderNo">工单编号.</param>
    /// <param name="Type">诉求类型: 咨询、求助、投诉、举报、建议、表扬.</param>
    /// <param name="Urgency">紧急程度: 紧急 or 特急 is danger to life or property.</param>
    /// <param name="CoordType">gcj02 (default), wgs84, bd09, cgcs2000.</param>
    private sealed record Wire(
        string? OrderNo,
        string? Title,
        string? Content,
        string? Type,
        string? Urgency,
        string? CallerPhone,
        DateTime? AcceptedAt,
        string? Address,
        double? Lng,
        double? Lat,
        CoordinateReference? CoordType,
        string? CategoryCode
    );

    public override async Task<SourceSaid> Read(HttpRequest request, Source source, CancellationToken ct)
    {
        var wire = await Json<Wire>(request, ct);
        var no = Number("orderNo", wire.OrderNo);
        var isWhole = wire is { Lng: not null, Lat: not null };
        return new SourceSaid(
            new SourceReport(
                no,
                Words(wire.Title, wire.Content, wire.Type is { Length: > 0 } type ? $"（{type}）" : null),
                isWhole ? wire.Lng : null,
                isWhole ? wire.Lat : null,
                wire.CoordType ?? CoordinateReference.Gcj02,
                PlaceText: wire.Address is { } address ? TextElements.Cut(address, 200) : null,
                CategoryKey: wire.CategoryCode,
                Phone: Phone.TryParse(wire.CallerPhone ?? "", out var phone) && phone.ReachesPerson ? phone.Value : null,
                IsUrgent: wire.Urgency is "紧急" or "特急",
                SaidAt: wire.AcceptedAt,
                IsForgiving: true
            ),
            []
        );
    }

    /// <summary>In the words of the hotline's returned order.</summary>
    public override object Write(StepTold told) =>
        new
        {
            told.Event,
            orderNo = told.No,
            told.ReceiptNo,
            step = told.Action,
            told.State,
            answer = told.Text,
            answeredAt = told.At,
            isClosed = told.IsFinal,
        };
}
