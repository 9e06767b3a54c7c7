using System.Runtime.InteropServices;

namespace Gezhi.Grids.Geometry;

/// <summary>A place on the ground. 经纬度</summary>
/// <param name="Lon">WGS-84/CGCS2000 degrees east, −180…180.</param>
/// <param name="Lat">WGS-84/CGCS2000 degrees north, −90…90.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct LonLat(double Lon, double Lat);
