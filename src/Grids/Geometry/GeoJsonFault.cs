namespace Gezhi.Grids.Geometry;

/// <summary>Why a GeoJSON file cannot be taken. 文件错误</summary>
/// <param name="code">Stable code, such as <c>geojson.ring-too-short</c>.</param>
/// <param name="featureNumber">Number of the feature counted from 1; 0 when the file as a whole is meant.</param>
/// <param name="problem">What is wrong, in English, for logs and the command line.</param>
public sealed class GeoJsonFault(string code, int featureNumber, string problem)
    : FormatException(featureNumber > 0 ? $"Feature {featureNumber}: {problem}" : problem)
{
    public string Code { get; } = code;

    public int FeatureNumber { get; } = featureNumber;

    internal static GeoJsonFault NotJson(int featureNumber, string problem) =>
        new("geojson.not-json", featureNumber, "not valid JSON: " + problem);
}
