using System.Globalization;
using System.Security.Cryptography;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Reporting;
using Microsoft.AspNetCore.Http;

namespace Gezhi.Cases.Resident;

/// <summary>The report page as typed: everything comes back on the page when something has to be put right. 上报表单</summary>
public sealed class ReportForm
{
    /// <summary>Idempotency key: the same form sent twice is one report.</summary>
    public string Key { get; set; } = NewKey();

    /// <summary>Token of the files that are already here; null when none are.</summary>
    public string? Draft { get; set; }

    public string Text { get; set; } = "";
    public string PlaceText { get; set; } = "";

    /// <summary>WGS-84 degrees.</summary>
    public double? Lon { get; set; }

    /// <summary>WGS-84 degrees.</summary>
    public double? Lat { get; set; }

    public double? AccuracyMetres { get; set; }

    /// <summary>gps, typed, map or photo; null when there is no point.</summary>
    public string? PlaceBy { get; set; }

    public string CategoryKey { get; set; } = "";
    public string Phone { get; set; } = "";
    public bool IsForNeighbour { get; set; }

    /// <summary>Progress to the phone the resident signed in with; means nothing to others.</summary>
    public bool UseMyPhone { get; set; } = true;

    public string NeighbourPhone { get; set; } = "";
    public bool IsUrgent { get; set; }

    /// <summary>A child can be recognised in the photos.</summary>
    public bool ShowsChild { get; set; }

    /// <summary>What the camera wrote before the browser made the photos smaller, as JSON; empty when unknown.</summary>
    public string PhotoFacts { get; set; } = "";

    /// <summary>Name given by a press on the map: the next press may change it, words typed by the person it may not.</summary>
    public string PlaceNamed { get; set; } = "";

    /// <summary>The map the person without script saw when pressing on it.</summary>
    public string Sheet { get; set; } = "";

    /// <summary>The page has asked for the place already: the next press sends the report without one.</summary>
    public bool PlaceAsked { get; set; }

    /// <summary>Neither a point nor words say where it is.</summary>
    public bool HasNoPlace => (Lon is null || Lat is null) && string.IsNullOrWhiteSpace(PlaceText);

    /// <summary>Something was filled in that could be lost.</summary>
    public bool HasWords =>
        Text.Length + PlaceText.Length + Phone.Length + NeighbourPhone.Length + CategoryKey.Length > 0 || Draft is not null;

    public static string NewKey() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    public static ReportForm Read(IFormCollection form)
    {
        var typed = new ReportForm
        {
            Draft = Value(form, nameof(Draft)) is { Length: > 0 } draft ? draft : null,
            Text = Value(form, nameof(Text)),
            PlaceText = Value(form, nameof(PlaceText)),
            Lon = Number(form, nameof(Lon)),
            Lat = Number(form, nameof(Lat)),
            AccuracyMetres = Number(form, nameof(AccuracyMetres)) is >= 0 and <= 100_000 and var metres ? metres : null,
            PlaceBy = Value(form, nameof(PlaceBy)) is "gps" or "typed" or "map" or "photo" ? Value(form, nameof(PlaceBy)) : null,
            CategoryKey = Value(form, nameof(CategoryKey)),
            Phone = Value(form, nameof(Phone)),
            UseMyPhone = form.ContainsKey(nameof(UseMyPhone)),
            IsForNeighbour = form.ContainsKey(nameof(IsForNeighbour)),
            NeighbourPhone = Value(form, nameof(NeighbourPhone)),
            IsUrgent = form.ContainsKey(nameof(IsUrgent)),
            ShowsChild = form.ContainsKey(nameof(ShowsChild)),
            PhotoFacts = Value(form, nameof(PhotoFacts)),
            PlaceNamed = Value(form, nameof(PlaceNamed)),
            Sheet = Value(form, nameof(Sheet)),
            PlaceAsked = Value(form, nameof(PlaceAsked)).Length > 0,
        };
        typed.Key = Value(form, nameof(Key)) is { Length: >= 8 and <= 64 } key ? key : NewKey();
        return typed;
    }

    /// <param name="ownPhone">Of the resident who signed in; null for anybody else.</param>
    public CreateReport.Command Command(CultureInfo language, string? ownPhone) =>
        new(
            Channel.ResidentPage,
            Text,
            Lon,
            Lat,
            null,
            AccuracyMetres,
            PlaceText,
            CategoryKey.Length > 0 ? CategoryKey : null,
            Phone.Length > 0 ? Phone
                : UseMyPhone ? ownPhone
                : null,
            IsForNeighbour || !string.IsNullOrWhiteSpace(NeighbourPhone),
            NeighbourPhone.Length > 0 ? NeighbourPhone : null,
            IsUrgent,
            Language: language.TwoLetterISOLanguageName == "en" ? "en" : "zh-CN",
            ShowsChild: ShowsChild
        );

    private static string Value(IFormCollection form, string name) => form[name].ToString();

    private static double? Number(IFormCollection form, string name) =>
        double.TryParse(Value(form, name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : null;
}
