using System.Globalization;
using Gezhi.Cases.Contract;
using Gezhi.Platform.Geo;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Http;

namespace Gezhi.Cases.Channels;

/// <summary>A platform of sensors says that something is wrong, or right again. 物联感知告警</summary>
internal sealed class SensorAdapter : ChannelAdapter
{
    private const int LongestName = 60;

    public override Channel Channel => Channel.Sensor;

    public override string Path => "sensor";

    /// <param name="AlarmNo">The platform's number of this alarm.</param>
    /// <param name="Device">Name of the device.</param>
    /// <param name="Kind">What it watches: 井盖倾斜, 积水…</param>
    /// <param name="Event">alarm or clear.</param>
    /// <param name="Category">One of the district's categories; null leaves it to the operator.</param>
    private sealed record Wire(
        string? AlarmNo,
        string? Device,
        string? Kind,
        string? Event,
        double? Value,
        string? Unit,
        DateTime? At,
        double? Lon,
        double? Lat,
        CoordinateReference? Reference,
        string? Place,
        string? Category,
        bool IsUrgent
    );

    public override async Task<SourceSaid> Read(HttpRequest request, Source source, CancellationToken ct)
    {
        var wire = await Json<Wire>(request, ct);
        var (device, kind) = (Name("device", wire.Device), Name("kind", wire.Kind));
        if (wire.Event is not ("alarm" or "clear"))
            throw new InvalidInput("event", "source.alarm-event");
        var reading = wire.Value is { } value ? string.Create(CultureInfo.InvariantCulture, $"，读数 {value:0.###}{wire.Unit}") : "";
        return new SourceSaid(
            new SourceReport(
                Number("alarmNo", wire.AlarmNo),
                $"{kind}：设备 {device} 告警{reading}",
                wire.Lon,
                wire.Lat,
                wire.Reference,
                PlaceText: wire.Place is { } place ? TextElements.Cut(place, 200) : null,
                CategoryKey: wire.Category,
                IsUrgent: wire.IsUrgent,
                SaidAt: wire.At,
                IsForgiving: true
            ),
            [],
            new DeviceSaid(device, kind, wire.Event == "clear")
        );
    }

    private static string Name(string field, string? name) =>
        PlainText.CleanLine(name) is { Length: > 0 } clean
            ? TextElements.Cut(clean, LongestName)
            : throw new InvalidInput(field, "input.required");
}
