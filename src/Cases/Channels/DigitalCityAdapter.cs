using Gezhi.Cases.Contract;
using Gezhi.Platform.Geo;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Http;

namespace Gezhi.Cases.Channels;

/// <summary>The digital city management platform passes a task on. 数字城管任务</summary>
/// <remarks>Categories by the codes of GB/T 47678 (major two digits, minor three): 06 + 010 is 暴露垃圾; kind 1 is a component, 2 a matter.</remarks>
internal sealed class DigitalCityAdapter : ChannelAdapter
{
    public override Channel Channel => Channel.DigitalCity;

    public override string Path => "digital-city";

    /// <param name="TaskNum">任务号.</param>
    /// <param name="EventType">1 部件, 2 事件.</param>
    /// <param name="MainType">大类代码.</param>
    /// <param name="SubType">小类代码.</param>
    /// <param name="CoordinateX">Longitude in the national system (CGCS2000).</param>
    /// <param name="CoordinateY">Latitude.</param>
    private sealed record Wire(
        string? TaskNum,
        string? EventType,
        string? MainType,
        string? SubType,
        string? EventDesc,
        string? AddressDesc,
        double? CoordinateX,
        double? CoordinateY,
        string? CellId,
        DateTime? CreateTime
    );

    public override async Task<SourceSaid> Read(HttpRequest request, Source source, CancellationToken ct)
    {
        var wire = await Json<Wire>(request, ct);
        return new SourceSaid(
            new SourceReport(
                Number("taskNum", wire.TaskNum),
                Words(wire.EventDesc),
                wire.CoordinateX,
                wire.CoordinateY,
                CoordinateReference.Cgcs2000,
                PlaceText: wire.AddressDesc is { } address ? TextElements.Cut(address, 200) : null,
                CategoryKey: Category(wire),
                SaidAt: wire.CreateTime,
                IsForgiving: true
            ),
            []
        );
    }

    /// <summary>In the words of the platform.</summary>
    public override object Write(StepTold told) =>
        new
        {
            told.Event,
            taskNum = told.No,
            told.ReceiptNo,
            actionName = told.Action,
            told.State,
            opinion = told.Text,
            actionTime = told.At,
            isFinished = told.IsFinal,
        };

    private static string? Category(Wire wire) =>
        wire is { MainType.Length: 2, SubType.Length: 3 } && wire.MainType.All(char.IsAsciiDigit) && wire.SubType.All(char.IsAsciiDigit)
            ? $"gb47678/{(wire.EventType == "1" ? "component" : "matter")}/{wire.MainType}{wire.SubType}"
            : null;
}
